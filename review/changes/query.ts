import { METRICS, type MetricName } from "../../telemetry";
import { metricQueries, parseMonitorQuery, QueryError, type MonitorQuery } from "../../lab/query";
import type { Difference, Risk } from "../change";
import { opposite } from "./attributes";
import { COMPARATORS, comparisonRisk } from "./comparators";
import { measureChanges } from "./query-measure";
import { readTextQuery, textQueryChanges } from "./text-query";

/** What differs between two queries of a monitor, each part in its own sentence. */
export function queryChanges(before: string, after: string): Difference[] {
  const [from, to] = [parsed(before), parsed(after)];
  if (!from || !to) return textQueryChanges(before, after);
  return [
    ...thresholdChange(from, to),
    ...windowChange(from, to),
    ...measureChanges({ query: from, text: before }, { query: to, text: after }),
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
  return [{ risk: comparisonRisk(from, to), attribute: "query.threshold", text }];
}

/** A longer window finds slower damage, and finds it later: whether that is quieter depends on it. */
function windowChange(from: MonitorQuery, to: MonitorQuery): Difference[] {
  const words = ({ window: { form, amount, unit } }: MonitorQuery): string =>
    form === "current" ? `the current ${amount} ${unit}` : `${amount} ${unit}`;
  if (from.window.text === to.window.text) return [];
  const [was, is] = [words(from), words(to)];
  const text =
    was === is
      ? `over ${to.window.text} instead of ${from.window.text}`
      : `over ${is} instead of ${was}`;
  return [{ risk: "changed", attribute: "query.window", text }];
}

function withoutPlace(key: string, value: unknown): unknown {
  return key === "at" ? undefined : value;
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

/** Where a monitor pages, as far as its query says it. */
function comparisonOf(query: string): { words: string; unit: string; threshold?: number } {
  const read = parsed(query);
  if (read) {
    return {
      words: `${COMPARATORS[read.comparator]} `,
      unit: unitOf(read),
      threshold: read.threshold,
    };
  }
  const text = readTextQuery(query);
  return text
    ? { words: `${COMPARATORS[text.comparator]} `, unit: "", threshold: text.threshold }
    : { words: "from ", unit: "" };
}

/** The critical level as the query has it, too. */
export function thresholdOf(query: string): number | undefined {
  return comparisonOf(query).threshold;
}

/** What a level of the query's monitor says: `above 5 %`. */
export function levelWords(query: string, value: string): string {
  const { words, unit } = comparisonOf(query);
  return `${words}${value}${unit}`;
}

/** Whether a lower level is louder depends on the query's comparator. */
export function levelRisk(query: string, before: number, after: number): Risk {
  const risk = after < before ? "louder" : "quieter";
  return /^(?:below|up to)/.test(comparisonOf(query).words) ? opposite(risk) : risk;
}
