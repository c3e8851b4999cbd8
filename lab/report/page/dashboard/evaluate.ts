import { runScalar, runTimeseries, type NamedQuery, type Scalar } from "../../../metrics";
import type { ScalarAggregator } from "../../../metrics";
import type { Line } from "../chart/lines";
import { look } from "../colours";
import type { Unit } from "../format";
import { record, records, text, type Json } from "../json";
import type { WidgetContext } from "./context";
import { unitOf } from "./units";

/** One formula of a request, with what it is called and how its numbers are shown. */
export interface Formula {
  readonly formula: string;
  readonly alias: string | undefined;
  readonly unit: Unit;
  readonly definition: Json;
}

export function queriesOf(request: Json): NamedQuery[] {
  return records(request["queries"]).map((query) => {
    const source = text(query["data_source"], "metrics");
    if (source !== "metrics") throw new Error(`Queries of ${source} are not supported by the lab.`);
    const aggregator = query["aggregator"];
    return {
      name: text(query["name"]),
      query: text(query["query"]),
      ...(typeof aggregator === "string" ? { aggregator: aggregator as ScalarAggregator } : {}),
    };
  });
}

export function formulasOf(request: Json): Formula[] {
  const queries = queriesOf(request);
  return records(request["formulas"]).map((definition) => {
    const formula = text(definition["formula"]);
    const alias = definition["alias"];
    return {
      formula,
      alias: typeof alias === "string" ? alias : undefined,
      unit: unitOf(formula, queries, record(definition["number_format"])),
      definition,
    };
  });
}

/** All lines of a request, in the order of their labels. */
export function linesOf(request: Json, context: WidgetContext, firstPosition = 0): Line[] {
  const { store, variables, range, report } = context;
  const queries = queriesOf(request);
  // Finer than the series are stored would show gaps that are none.
  const interval = Math.max(bucketFor(range.to - range.from), report.series.step);
  const found = formulasOf(request).flatMap(({ formula, alias }) =>
    runTimeseries(store, { formula, queries, variables, ...range, interval }).map((series) => ({
      label: labelOf(alias, series.tags, queries),
      series,
    })),
  );
  const drawn = found.filter(({ series }) => series.values.some((value) => !Number.isNaN(value)));
  drawn.sort((a, b) => a.label.localeCompare(b.label, "en", { numeric: true }));
  return drawn.map(({ label, series: { times, values } }, index) => ({
    label,
    // A bucket that began before the range is drawn from its edge on.
    times: times.map((time) => Math.max(time, range.from)),
    values,
    step: (times[1] ?? NaN) - (times[0] ?? NaN) || Math.max(interval, range.to - range.from),
    look: look(firstPosition + index),
  }));
}

const BUCKETS = [1, 2, 3, 4, 5, 10, 15, 20, 30, 60, 120, 240, 360, 720, 1_440].map((m) => m * 60);

const MOST_BUCKETS = 72;

/** Round buckets of which a whole number fits: a part of one would look like a drop. */
function bucketFor(span: number): number {
  const fitting = BUCKETS.filter((bucket) => span / bucket <= MOST_BUCKETS);
  return fitting.find((bucket) => span % bucket === 0) ?? fitting[0] ?? 86_400;
}

export interface Row {
  readonly label: string;
  readonly tags: Scalar["tags"];
  readonly value: number;
}

/** One number per group, the highest first. */
export function rowsOf(request: Json, context: WidgetContext): Row[] {
  const [formula] = formulasOf(request);
  if (!formula) return [];
  return scalarsOf(request, formula, context)
    .filter(({ value }) => !Number.isNaN(value))
    .map(({ tags, value }) => ({
      label: labelOf(formula.alias, tags, queriesOf(request)),
      tags,
      value,
    }))
    .sort((a, b) => b.value - a.value);
}

export function scalarsOf(request: Json, { formula }: Formula, context: WidgetContext): Scalar[] {
  const { store, variables, range } = context;
  return runScalar(store, { formula, queries: queriesOf(request), variables, ...range });
}

export function labelOf(
  alias: string | undefined,
  tags: Scalar["tags"],
  queries: readonly NamedQuery[],
): string {
  const group = Object.keys(tags)
    .sort((a, b) => rank(a) - rank(b))
    .map((key) => tags[key])
    .join(" · ");
  if (alias !== undefined) return group === "" ? alias : `${alias} · ${group}`;
  return group === "" ? (/[\w.]+(?=\{)/.exec(queries[0]?.query ?? "")?.[0] ?? "value") : group;
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
