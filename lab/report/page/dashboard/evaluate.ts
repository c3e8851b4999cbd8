import { runScalar, runTimeseries, type NamedQuery, type Scalar } from "../../../metrics";
import { metricQueries, parseExpression } from "../../../query";
import { hasValues, type Line } from "../chart/lines";
import { look } from "../colours";
import type { Range } from "../time";
import type { WidgetContext } from "./context";
import { limited } from "./limit";
import type { Formula, Request } from "./request";
import { namesIn } from "./units";

/** All lines of a request, in the order of their labels. */
export function linesOf(
  { queries, formulas }: Request,
  context: WidgetContext,
  firstPosition = 0,
): Line[] {
  const { store, variables, range, report } = context;
  // Finer than the series are stored would show gaps that are none.
  const interval = Math.max(bucketFor(range), report.series.step);
  const found = formulas.flatMap((formula) => {
    const props = { formula: formula.formula, queries, variables, ...range, interval };
    const all = runTimeseries(store, props).filter(({ values }) =>
      values.some((value) => !Number.isNaN(value)),
    );
    return limited(all, formula.limit, ({ values }) => Array.from(values)).map((series) => ({
      ...{ label: labelOf(formula, series.tags, queries), formula, series },
    }));
  });
  found.sort((a, b) => a.label.localeCompare(b.label, "en", { numeric: true }));
  return found.map(({ label, formula, series: { times, values } }, index) => {
    const step = (times[1] ?? NaN) - (times[0] ?? NaN) || Math.max(interval, range.to - range.from);
    // A bucket that began before the range is drawn from its edge on.
    const drawnAt = times.map((time) => Math.max(time, range.from));
    const isCut = (time: number): boolean => time < report.from || time + step > report.to;
    const cut = new Set(drawnAt.filter((_, at) => isCut(times[at] ?? 0)));
    const line: Line = {
      ...{ label, times: drawnAt, values, step },
      look: look(formula.paletteIndex ?? firstPosition + index, formula.palette),
    };
    // Where no bucket is whole, those that are not are all there is.
    return hasValues([{ ...line, partial: cut }]) ? { ...line, partial: cut } : line;
  });
}

const BUCKETS = [1, 2, 3, 4, 5, 10, 15, 20, 30, 60, 120, 240, 360, 720, 1_440].map((m) => m * 60);

const MAX_BUCKETS = 72;

/** Round buckets of which a whole number fits: a part of one would look like a drop. */
function bucketFor({ from, to }: Range): number {
  const span = to - from;
  const fitting = BUCKETS.filter((bucket) => span / bucket <= MAX_BUCKETS);
  const whole = fitting.filter((bucket) => span % bucket === 0);
  return whole.find((bucket) => from % bucket === 0) ?? whole[0] ?? fitting[0] ?? 86_400;
}

export interface Row {
  readonly label: string;
  readonly tags: Scalar["tags"];
  readonly value: number;
  readonly formula: Formula;
}

/** One number per group and formula, the highest first. */
export function rowsOf(requests: readonly Request[], context: WidgetContext): Row[] {
  return requests
    .flatMap((request) =>
      request.formulas.flatMap((formula) =>
        limitedScalars(request, formula, context).map(({ tags, value }) => ({
          label: labelOf(formula, tags, request.queries),
          ...{ tags, value, formula },
        })),
      ),
    )
    .sort((a, b) => b.value - a.value);
}

/** A formula's numbers, within its limit. */
export function limitedScalars(
  request: Request,
  formula: Formula,
  context: WidgetContext,
): readonly Scalar[] {
  const all = scalarsOf(request, formula, context).filter(({ value }) => !Number.isNaN(value));
  return limited(all, formula.limit, ({ value }) => [value]);
}

export function scalarsOf({ queries }: Request, { formula }: Formula, context: WidgetContext) {
  const { store, variables, range } = context;
  return runScalar(store, { formula, queries, variables, ...range });
}

/** What a series is called: its alias and its group; else the metric that it reads. */
function labelOf(
  { alias, formula }: Pick<Formula, "alias" | "formula">,
  tags: Scalar["tags"],
  queries: readonly NamedQuery[],
): string {
  const group = groupText(tags);
  if (alias !== undefined) return group === "" ? alias : `${alias} · ${group}`;
  if (group !== "") return group;
  const names = namesIn(parseExpression(formula));
  const read = queries.find(({ name }) => names.includes(name));
  return read ? (metricsIn(read.query)[0] ?? "value") : "value";
}

export function groupText(tags: Scalar["tags"]): string {
  return Object.keys(tags)
    .sort((a, b) => rank(a) - rank(b))
    .map((key) => tags[key])
    .join(" · ");
}

/** The metrics that requests read. */
export function metricsOf(requests: readonly Request[]): string[] {
  return requests.flatMap(({ queries }) => queries.flatMap(({ query }) => metricsIn(query)));
}

function metricsIn(query: string): string[] {
  return metricQueries(parseExpression(query)).map(({ metric }) => metric);
}

export function isSent(metric: string, { store }: WidgetContext): boolean {
  return store.metric(metric) !== undefined;
}

/** What a person looks for comes first. */
const ORDER = [
  "prompt_name",
  "prompt_version",
  "feature",
  "tool",
  "eval_name",
  "provider",
  "model",
];

function rank(key: string): number {
  const at = ORDER.indexOf(key);
  return at < 0 ? ORDER.length : at;
}
