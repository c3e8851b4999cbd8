import { record } from "../../lab/inputs/record";

/** A block of `datadog_monitor`, and the paths of what it has no place for. */
export interface WrittenBlock {
  readonly attributes: unknown;
  readonly notExpressed: readonly string[];
}

/** How the provider writes what the API nests, by the API's names. */
export const BLOCKS: Readonly<
  Record<string, { readonly name: string; readonly write: (value: unknown) => WrittenBlock }>
> = {
  thresholds: { name: "monitor_thresholds", write: thresholds },
  threshold_windows: {
    name: "monitor_threshold_windows",
    write: (value) => picked(value, ["recovery_window", "trigger_window"], String),
  },
  scheduling_options: { name: "scheduling_options", write: scheduling },
  variables: { name: "variables", write: variables },
};

/** `null`, an empty list and an empty object are how the API says that nothing is set. */
export function isUnset(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

const THRESHOLDS = [
  "critical",
  "critical_recovery",
  "warning",
  "warning_recovery",
  "ok",
  "unknown",
];

/** The provider's thresholds are texts. */
function thresholds(value: unknown): WrittenBlock {
  return picked(value, THRESHOLDS, String);
}

const WINDOW = ["day_starts", "hour_starts", "month_starts"];
const RECURRENCE = ["rrule", "start", "timezone"];

function scheduling(value: unknown): WrittenBlock {
  const { evaluation_window: window, custom_schedule: schedule, ...unknown } = record(value);
  const { recurrences, ...beside } = record(schedule);
  // The provider has one recurrence; the API a list.
  const [recurrence, ...more] = Array.isArray(recurrences) ? (recurrences as unknown[]) : [];
  const [evaluation, custom] = [picked(window, WINDOW), picked(recurrence, RECURRENCE)];
  return {
    attributes: {
      ...(isUnset(evaluation.attributes) ? {} : { evaluation_window: evaluation.attributes }),
      ...(isUnset(custom.attributes) ? {} : { custom_schedule: { recurrence: custom.attributes } }),
    },
    notExpressed: [
      ...setKeys(unknown),
      ...evaluation.notExpressed.map((one) => `evaluation_window.${one}`),
      ...setKeys(beside).map((one) => `custom_schedule.${one}`),
      ...custom.notExpressed.map((one) => `custom_schedule.recurrences[0].${one}`),
      ...more.map((_one, index) => `custom_schedule.recurrences[${index + 1}]`),
    ],
  };
}

const EVENT_QUERY = ["data_source", "name", "indexes", "search", "compute", "group_by"];
const COST_QUERY = ["data_source", "name", "query", "aggregator"];

/** Queries that the monitor's formula names: of events, or of the cloud's costs. */
function variables(value: unknown): WrittenBlock {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  const written = list.map((one) => {
    const isCost = "query" in record(one);
    const names = isCost ? COST_QUERY : EVENT_QUERY;
    return { block: isCost ? "cloud_cost_query" : "event_query", ...picked(one, names) };
  });
  const of = (block: string): unknown[] =>
    written.filter((one) => one.block === block).map(({ attributes }) => attributes);
  return {
    attributes: Object.fromEntries(
      ["event_query", "cloud_cost_query"].flatMap((block) =>
        of(block).length > 0 ? [[block, of(block)]] : [],
      ),
    ),
    notExpressed: written.flatMap(({ notExpressed }, index) =>
      notExpressed.map((one) => `[${index}].${one}`),
    ),
  };
}

/** The settings of an object that the provider knows, and the names of the others. */
function picked(
  value: unknown,
  known: readonly string[],
  write: (one: unknown) => unknown = (one) => one,
): WrittenBlock {
  const set = Object.entries(record(value)).filter(([, one]) => !isUnset(one));
  const kept = set.filter(([name]) => known.includes(name));
  return {
    attributes: Object.fromEntries(kept.map(([name, one]) => [name, write(one)])),
    notExpressed: set.map(([name]) => name).filter((name) => !known.includes(name)),
  };
}

function setKeys(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value).filter((name) => !isUnset(value[name]));
}
