import { record } from "../../lab/inputs/record";
import { canonical } from "../equal";
import type { Attributes } from "../attributes";
import { DEFAULTS } from "./provider-defaults";

/**
 * Attributes in one form, however they are written: Terraform takes `"5"` for 5, one block for a list of
 * one, and `null` for what is not set.
 */
export function normalisedAttributes(type: string, raw: Attributes): Attributes {
  const written = record(normalised("", raw));
  return type === "datadog_monitor" ? monitorForm(written) : written;
}

/**
 * Two states of one resource as the provider reads them: what it takes in any case is no difference where
 * only one of them writes it.
 */
export function asProviderReads(
  type: string,
  before: Attributes,
  after: Attributes,
): [before: Attributes, after: Attributes] {
  const filled = (own: Attributes, other: Attributes): Attributes => {
    const missing = Object.entries(DEFAULTS[type] ?? {}).filter(
      ([name]) => own[name] === undefined && other[name] !== undefined,
    );
    return missing.length === 0 ? own : { ...own, ...Object.fromEntries(missing) };
  };
  return [filled(before, after), filled(after, before)];
}

/** Lists whose order means nothing to Datadog. */
const SETS = new Set([
  "aggregations",
  "dashboard_lists",
  "groups",
  "ignore_tag_keys",
  "monitor_ids",
  "notify_by",
  "notify_list",
  "renotify_statuses",
  "restricted_roles",
  "tags",
]);

function normalised(key: string, value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return normalisedList(key, value as unknown[]);
  if (typeof value === "object") {
    const entries = Object.entries(value as Attributes).flatMap(([inner, one]) => {
      const kept = inner === "//" ? undefined : normalised(inner, one);
      return kept === undefined ? [] : [[inner, kept]];
    });
    return Object.fromEntries(entries);
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

function normalisedList(key: string, value: readonly unknown[]): unknown {
  const list: unknown[] = value
    .map((one) => normalised("", one))
    .filter((one) => one !== undefined);
  if (list.length === 0) return undefined;
  const [first] = list;
  if (list.length === 1 && typeof first === "object") return first;
  if (!SETS.has(key)) return list;
  const byText = new Map(list.map((one) => [canonical(one), one]));
  const sorted = [...byText].sort(([left], [right]) => (left < right ? -1 : 1));
  return sorted.map(([, one]) => one);
}

const TEXTS = new Set(["name", "message", "query", "escalation_message"]);

/** What the provider does to a monitor before it compares. */
function monitorForm(written: Attributes): Attributes {
  const { no_data_timeframe: timeframe, monitor_thresholds: levels, ...monitor } = written;
  const trimmed = Object.entries(monitor).map(([name, value]): [string, unknown] => [
    name,
    TEXTS.has(name) && typeof value === "string" ? value.trim() : value,
  ]);
  return {
    ...Object.fromEntries(trimmed),
    // The API knows both names, and stores one.
    ...(monitor["type"] === "metric alert" ? { type: "query alert" } : {}),
    ...(levels === undefined ? {} : { monitor_thresholds: numbers(record(levels)) }),
    ...(monitor["notify_no_data"] === "true" && timeframe !== undefined
      ? { no_data_timeframe: timeframe }
      : {}),
  };
}

/** `5.0` is 5. */
function numbers(levels: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(levels).map(([name, value]) => {
      const number = String(value).trim() === "" ? NaN : Number(value);
      return [name, Number.isNaN(number) ? value : String(number)];
    }),
  );
}
