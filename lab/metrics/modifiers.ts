import type { FunctionCall, MetricQuery } from "../query";
import { argument, type Refuse } from "./arguments";
import { DEFAULT_LIMIT, type Fill } from "./fill";
import { SPACE_AGGREGATORS, type SpaceAggregatorName } from "./aggregators";

/** What a metric query's modifiers say. */
export interface Modifiers {
  readonly counting: "as_count" | "as_rate" | undefined;
  readonly timeMethod: SpaceAggregatorName | undefined;
  /** Seconds, of `.rollup(sum, 60)`. */
  readonly rollup: { readonly seconds: number; readonly at: number } | undefined;
  /** `off` for `.fill(null)`; undefined where the query does not say. */
  readonly fill: Fill | "off" | undefined;
}

/** Those that belong to the query itself; any other `.name()` is the function of that name. */
const OWN_MODIFIERS = ["as_count", "as_rate", "rollup", "fill", "weighted", "label"];

/** A query without the functions that are written behind it, such as `.timeshift(-900)`, and those. */
export function splitFunctions(query: MetricQuery): {
  readonly own: MetricQuery;
  readonly functions: readonly FunctionCall[];
} {
  const first = query.modifiers.findIndex(({ name }) => !OWN_MODIFIERS.includes(name));
  if (first < 0) return { own: query, functions: [] };
  const own = { ...query, modifiers: query.modifiers.slice(0, first) };
  return { own, functions: query.modifiers.slice(first) };
}

export function readModifiers(query: MetricQuery, refuse: Refuse): Modifiers {
  let found: Modifiers = {
    counting: undefined,
    timeMethod: undefined,
    rollup: undefined,
    fill: undefined,
  };
  for (const modifier of query.modifiers) {
    const { name, at } = modifier;
    if (name === "as_count" || name === "as_rate") found = { ...found, counting: name };
    else if (name === "rollup") found = { ...found, ...readRollup(modifier, refuse) };
    else if (name === "fill") found = { ...found, fill: readFill(modifier, refuse) };
    else refuse(at, `.${name}() is not supported by the lab,`);
  }
  return found;
}

/** @see https://docs.datadoghq.com/dashboards/functions/interpolation/#fill */
function readFill(call: FunctionCall, refuse: Refuse): Fill | "off" {
  const [method, limit = DEFAULT_LIMIT] = [argument(call, 0), argument(call, 1)];
  if (method === "null") return "off";
  if (method !== "linear" && method !== "last" && method !== "zero") {
    return refuse(call.at, `.fill(${String(method)}) is not linear, last, zero or null,`);
  }
  if (typeof limit !== "number" || limit <= 0) {
    return refuse(call.at, ".fill() takes a positive number of seconds,");
  }
  return { method, limit };
}

/** @see https://docs.datadoghq.com/dashboards/functions/rollup/ */
function readRollup(call: FunctionCall, refuse: Refuse): Pick<Modifiers, "timeMethod" | "rollup"> {
  const [first, second] = [argument(call, 0), argument(call, 1)];
  const method = typeof first === "number" ? undefined : first;
  const seconds = typeof first === "number" ? first : second;
  const timeMethod = SPACE_AGGREGATORS.find((one) => one === method);
  if (method !== undefined && timeMethod === undefined) {
    refuse(call.at, `.rollup(${method}) is not supported by the lab,`);
  }
  if (call.args.length > 2 || typeof seconds === "string") {
    refuse(call.at, "calendar-aligned .rollup() is not supported by the lab,");
  }
  if (seconds === undefined) return { timeMethod, rollup: undefined };
  if (!Number.isInteger(seconds) || seconds <= 0) {
    refuse(call.at, ".rollup() takes a positive whole number of seconds,");
  }
  return { timeMethod, rollup: { seconds, at: call.at } };
}
