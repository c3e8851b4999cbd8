import { METRICS, type MetricDefinition } from "../../telemetry";
import type { RawMonitor } from "./raw-monitors";

/** A measure that was broken, and how. */
export interface Mutation {
  readonly change: string;
  readonly monitor: RawMonitor;
}

/** Breaks a measure; or says why it has nothing to break. */
export type Way = (measure: RawMonitor) => readonly Mutation[] | string;

const COMPARISON = /(<|>)(=?) (-?[\d.]+)$/;
/** `last_1h` becomes `last_4h` instead of `last_6h` because Datadog has no window of six hours. */
const OTHER_WINDOW: Readonly<Record<string, string>> = {
  last_10m: "last_1h",
  last_15m: "last_1h",
  last_1h: "last_4h",
  last_4h: "last_1h",
  current_1d: "current_1mo",
  current_1mo: "current_1d",
};

/** The ways that concern the measure of an alert. Removed guards concern the composite. */
export const WAYS: Readonly<Record<string, Way>> = {
  "threshold ×10": thresholdTimesTen,
  "wrong metric": wrongMetric,
  "wrong scope tag": wrongScopeTag,
  "dropped filter": droppedFilter,
  "wrong window": wrongWindow,
  "wrong aggregator": wrongAggregator,
  "missing group": missingGroup,
  "swapped operands": swappedOperands,
  "wrong comparator": wrongComparator,
  "wrong shift": wrongShift,
};

/** All thresholds move: Datadog refuses a query whose number is not the critical threshold. */
function thresholdTimesTen(measure: RawMonitor): Mutation[] {
  const timesTen = (value: string): string => String(Number((Number(value) * 10).toPrecision(12)));
  const query = measure.query.replace(
    COMPARISON,
    (_all, operator: string, equal: string, value: string) =>
      `${operator}${equal} ${timesTen(value)}`,
  );
  const thresholds = Object.entries(measure.monitor_thresholds ?? {}).map(
    ([level, value]) => [level, timesTen(value)] as const,
  );
  const monitor = { ...measure, query, monitor_thresholds: Object.fromEntries(thresholds) };
  return [{ change: "every threshold ×10", monitor }];
}

/** For each metric that is read, the next of its type in the contract. */
function wrongMetric(measure: RawMonitor): Mutation[] {
  const read = new Set(
    [...measure.query.matchAll(/:(llm\.[\w.]+)\{/g)].map(([, name = ""]) => name),
  );
  return [...read].map((name) => {
    const other = nextOfType(name);
    return replaced(measure, `:${name}{`, `:${other}{`, `${name} → ${other}`);
  });
}

function nextOfType(name: string): string {
  const metrics = Object.entries<MetricDefinition>(METRICS);
  const at = metrics.findIndex(([one]) => one === name);
  const type = metrics[at]?.[1].type;
  const others = [...metrics.slice(at + 1), ...metrics.slice(0, Math.max(at, 0))];
  const next = others.find(([, metric]) => metric.type === type);
  if (!next) throw new RangeError(`The contract has no other metric like "${name}"`);
  return next[0];
}

function wrongScopeTag(measure: RawMonitor): Mutation[] {
  const [from, to] = ["env:production", "env:staging"];
  return [replaced(measure, from, to, `${from} → ${to}`)];
}

/** Each filter that any of the metric queries has, left out of all of them. */
function droppedFilter(measure: RawMonitor): Mutation[] {
  const scopes = [...measure.query.matchAll(/(?<!by )\{([^}]*)\}/g)].map(([, scope = ""]) => scope);
  const filters = new Set(scopes.flatMap((scope) => scope.split(",")));
  return [...filters].map((filter) => {
    const query = measure.query.replaceAll(/(?<!by )\{([^}]*)\}/g, (_all, scope: string) => {
      const rest = scope.split(",").filter((one) => one !== filter);
      return `{${rest.length === 0 ? "*" : rest.join()}}`;
    });
    return { change: `without ${filter}`, monitor: { ...measure, query } };
  });
}

function wrongWindow(measure: RawMonitor): Mutation[] {
  const [, window = ""] = /\((\w+)\):/.exec(measure.query) ?? [];
  const other = OTHER_WINDOW[window];
  if (other === undefined) throw new RangeError(`No other window than "${window}" is known`);
  return [replaced(measure, `(${window})`, `(${other})`, `${window} → ${other}`)];
}

/** Of counts only totals mean something: another aggregator is refused, in the lab and by the product. */
function wrongAggregator(measure: RawMonitor): Mutation[] {
  const change = (from: string, to: string): Mutation =>
    replaced(measure, from, to, `${from} → ${to}`);
  const { query } = measure;
  if (query.includes(":p95:")) return [change(":p95:", ":p50:")];
  if (query.startsWith("avg(")) return [change("avg(last_", "sum(last_")];
  return [
    query.startsWith("sum(last_") ? change("sum(last_", "avg(last_") : change("sum(", "avg("),
  ];
}

function missingGroup(measure: RawMonitor): Mutation[] | string {
  const [clause = "", list = ""] = / by \{([\w,]+)\}/.exec(measure.query) ?? [];
  if (clause === "") return "It has no groups.";
  const keys = list.split(",");
  return keys.map((key) => {
    const rest = keys.filter((one) => one !== key);
    const by = rest.length === 0 ? "" : ` by {${rest.join(",")}}`;
    return replaced(measure, clause, by, `without ${key}`);
  });
}

/** A difference is torn at its minus, and a ratio at its stroke; a factor stays where it is. */
function swappedOperands(measure: RawMonitor): Mutation[] | string {
  const [, window = "", expression = "", comparison = ""] =
    /^(\w+\(\w+\):)(.+)( [<>]=? [-\d.]+)$/.exec(measure.query) ?? [];
  const difference = /^(100 \* \()?(.+) - (.+?)(\))?$/.exec(expression);
  if (difference) {
    const [, open = "", left = "", right = "", close = ""] = difference;
    // Without the parentheses the last one belongs to the right side.
    const [before, after] = open === "" ? [left, right + close] : [left, right];
    const query = `${window}${open}${after} - ${before}${open === "" ? "" : close}${comparison}`;
    return [{ change: "a - b → b - a", monitor: { ...measure, query } }];
  }
  const ratio = /^(100 \* )?(.+) \/ (.+)$/.exec(expression);
  if (!ratio) return "It has one operand.";
  const [, factor = "", left = "", right = ""] = ratio;
  const query = `${window}${factor}${right} / ${left}${comparison}`;
  return [{ change: "a / b → b / a", monitor: { ...measure, query } }];
}

/** Only the critical threshold stays: the others would be on its wrong side, which Datadog refuses. */
function wrongComparator(measure: RawMonitor): Mutation[] {
  const [, operator] = COMPARISON.exec(measure.query) ?? [];
  const other = operator === "<" ? ">" : "<";
  const query = measure.query.replace(COMPARISON, `${other}$2 $3`);
  const { critical = "" } = measure.monitor_thresholds ?? {};
  const monitor = { ...measure, query, monitor_thresholds: { critical } };
  return [{ change: `${operator ?? ""} → ${other}`, monitor }];
}

function wrongShift(measure: RawMonitor): Mutation[] | string {
  if (!measure.query.includes(", -86400)")) return "It does not compare with another time.";
  return [replaced(measure, ", -86400)", ", -3600)", "a day → an hour ago")];
}

function replaced(measure: RawMonitor, from: string, to: string, change: string): Mutation {
  if (!measure.query.includes(from)) throw new RangeError(`"${from}" is not in: ${measure.query}`);
  return { change, monitor: { ...measure, query: measure.query.replaceAll(from, to) } };
}
