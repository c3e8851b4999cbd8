import { METRICS, type MetricName } from "../../telemetry";
import { metricQueries, parseMonitorQuery, QueryError, type MonitorQuery } from "../../lab/query";
import type { Difference, Risk } from "../change";
import { measureOf } from "../measure";
import { opposite, shown } from "./attributes";
import { differing } from "./differing";

/** What differs between two queries of a monitor, each part in its own sentence. */
export function queryChanges(before: string, after: string): Difference[] {
  const [from, to] = [parsed(before), parsed(after)];
  if (!from || !to) {
    const [was, is] = differing(before, after);
    const text = `watches ${shown(is)} instead of ${shown(was)}`;
    return before === after ? [] : [{ risk: "changed", attribute: "query", text }];
  }
  return [
    ...thresholdChange(from, to),
    ...windowChange(from, to),
    ...measureChange(from, to, before, after),
  ];
}

/** @returns undefined for a query of another product, which is compared as text. */
function parsed(query: string): MonitorQuery | undefined {
  try {
    return parseMonitorQuery(query);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

/** The threshold in the query is the critical one: Datadog refuses two that differ. */
function thresholdChange(from: MonitorQuery, to: MonitorQuery): Difference[] {
  if (from.threshold === to.threshold && from.comparator === to.comparator) return [];
  const words = ({ comparator, threshold }: MonitorQuery): string =>
    `${COMPARATORS[comparator]} ${threshold}${unitOf(to)}`;
  const text = `pages ${words(to)} instead of ${words(from)}`;
  const isDown = to.comparator.startsWith("<");
  const louder = isDown === to.threshold > from.threshold;
  const comparable = from.comparator === to.comparator && /^[<>]/.test(to.comparator);
  const risk = comparable ? (louder ? "louder" : "quieter") : "changed";
  return [{ risk, attribute: "query.threshold", text }];
}

const COMPARATORS: Readonly<Record<MonitorQuery["comparator"], string>> = {
  ">": "above",
  ">=": "from",
  "<": "below",
  "<=": "up to",
  "==": "at",
  "!=": "at other than",
};

/** A longer window finds slower damage, and finds it later: whether that is quieter depends on it. */
function windowChange(from: MonitorQuery, to: MonitorQuery): Difference[] {
  const words = ({ window: { form, amount, unit } }: MonitorQuery): string =>
    form === "current" ? `the current ${amount} ${unit}` : `${amount} ${unit}`;
  if (words(from) === words(to)) return [];
  const text = `over ${words(to)} instead of ${words(from)}`;
  return [{ risk: "changed", attribute: "query.window", text }];
}

function measureChange(
  from: MonitorQuery,
  to: MonitorQuery,
  before: string,
  after: string,
): Difference[] {
  if (measureOf(from) === measureOf(to)) return [];
  const [was, is] = [groupsOf(from), groupsOf(to)];
  const grouping =
    was === is
      ? []
      : [
          {
            risk: "changed",
            attribute: "query.by",
            text: `per ${is} instead of per ${was}`,
          } as const,
        ];
  const [old, now] = differing(measure(before), measure(after));
  const text = `measures ${shown(now)} instead of ${shown(old)}`;
  return [...grouping, { risk: "changed", attribute: "query.measure", text }];
}

function withoutPlace(key: string, value: unknown): unknown {
  return key === "at" ? undefined : value;
}

function groupsOf({ expression }: MonitorQuery): string {
  const keys = metricQueries(expression).flatMap(({ by }) => by.map(({ name }) => name));
  return [...new Set(keys)].sort().join(", ") || "the whole";
}

function measure(query: string): string {
  return query.replace(/^[^:]*:/, "").replace(/\s*(?:[<>]=?|[!=]=)\s*[-\d.e+]+\s*$/, "");
}

/** `100 * a / b` is a percentage; else the unit that the contract gives the metric. */
function unitOf({ expression }: MonitorQuery): string {
  const isPercent =
    expression.kind === "arithmetic" &&
    JSON.stringify(expression, withoutPlace).includes('{"kind":"number","value":100}');
  if (isPercent) return " %";
  const [query] = metricQueries(expression);
  const name = query?.metric ?? "";
  const counts = query?.modifiers.some((one) => one.name === "as_count") === true;
  if (counts || !Object.hasOwn(METRICS, name)) return "";
  const { unit } = METRICS[name as MetricName] as { readonly unit?: string };
  return unit === "millisecond" ? " ms" : unit === "dollar" ? " dollars" : "";
}

/** What a level of the query's monitor says: `above 5 %`. */
export function levelWords(query: string, value: string): string {
  const read = parsed(query);
  return read ? `${COMPARATORS[read.comparator]} ${value}${unitOf(read)}` : value;
}

/** Whether a lower level is louder depends on the query's comparator. */
export function levelRisk(query: string, before: number, after: number): Risk {
  const risk = after < before ? "louder" : "quieter";
  return parsed(query)?.comparator.startsWith("<") === true ? opposite(risk) : risk;
}
