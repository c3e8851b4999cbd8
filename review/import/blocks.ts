import { record } from "../../lab/inputs/record";

/** A block of `datadog_monitor`, and the paths of what it has no place for. */
export interface WrittenBlock {
  readonly attributes: unknown;
  readonly notExpressed: readonly string[];
}

/** How the provider writes what the API nests, by the API's names. */
export const BLOCKS: ReadonlyMap<
  string,
  { readonly name: string; readonly write: (value: unknown) => WrittenBlock }
> = new Map([
  ["thresholds", { name: "monitor_thresholds", write: thresholds }],
  ["threshold_windows", { name: "monitor_threshold_windows", write: windows }],
  ["scheduling_options", { name: "scheduling_options", write: scheduling }],
  ["variables", { name: "variables", write: variables }],
]);

/** `null`, an empty list and an empty object are how the API says that nothing is set. */
export function isUnset(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** The names that a block of the provider has, and those of the blocks in it. */
type Names = readonly (string | readonly [block: string, names: Names])[];

const THRESHOLDS: Names = [
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

function windows(value: unknown): WrittenBlock {
  return picked(value, ["recovery_window", "trigger_window"]);
}

const WINDOW: Names = ["day_starts", "hour_starts", "month_starts"];
const RECURRENCE: Names = ["rrule", "start", "timezone"];

function scheduling(value: unknown): WrittenBlock {
  const { custom_schedule: schedule, ...beside } = record(value);
  const { recurrences, ...unknown } = record(schedule);
  // The provider has one recurrence; the API a list.
  const [recurrence, ...more] = Array.isArray(recurrences) ? (recurrences as unknown[]) : [];
  const window = picked(beside, [["evaluation_window", WINDOW]]);
  const custom = picked(recurrence, RECURRENCE);
  return {
    attributes: {
      ...(window.attributes as object),
      ...(isUnset(custom.attributes) ? {} : { custom_schedule: { recurrence: custom.attributes } }),
    },
    notExpressed: [
      ...window.notExpressed,
      ...picked(unknown, []).notExpressed.map((one) => `custom_schedule.${one}`),
      ...custom.notExpressed.map((one) => `custom_schedule.recurrences[0].${one}`),
      ...more.map((_one, index) => `custom_schedule.recurrences[${index + 1}]`),
    ],
  };
}

const EVENT_QUERY: Names = [
  "data_source",
  "name",
  "indexes",
  ["search", ["query"]],
  ["compute", ["aggregation", "metric", "interval"]],
  ["group_by", ["facet", "limit", ["sort", ["aggregation", "order", "metric"]]]],
];
const COST_QUERY: Names = ["data_source", "name", "query", "aggregator"];

/** Queries that the monitor's formula names: of events, or of the cloud's costs. */
function variables(value: unknown): WrittenBlock {
  const queries = Array.isArray(value) ? (value as unknown[]) : [value];
  const blocks: Record<"event_query" | "cloud_cost_query", unknown[]> = {
    event_query: [],
    cloud_cost_query: [],
  };
  const notExpressed = queries.flatMap((query, index) => {
    const block = blockOfQuery(record(query));
    // Half of a query of another kind is no block that the provider takes.
    if (block === undefined) return [`[${index}]: the provider has no block for such a query`];
    const written = picked(query, block === "event_query" ? EVENT_QUERY : COST_QUERY);
    blocks[block].push(written.attributes);
    return written.notExpressed.map((one) => `[${index}].${one}`);
  });
  return {
    attributes: Object.fromEntries(Object.entries(blocks).filter(([, of]) => of.length > 0)),
    notExpressed,
  };
}

function blockOfQuery(
  query: Readonly<Record<string, unknown>>,
): "event_query" | "cloud_cost_query" | undefined {
  if ("search" in query && "compute" in query) return "event_query";
  return "query" in query ? "cloud_cost_query" : undefined;
}

/** The settings of an object that the provider knows, and the paths of the others. */
function picked(
  value: unknown,
  known: Names,
  write: (one: unknown) => unknown = (one) => one,
): WrittenBlock {
  const attributes: [string, unknown][] = [];
  const notExpressed: string[] = [];
  for (const [name, one] of Object.entries(record(value))) {
    if (isUnset(one)) continue;
    const place = known.find((entry) => (Array.isArray(entry) ? entry[0] : entry) === name);
    if (place === undefined) notExpressed.push(name);
    else if (typeof place === "string") attributes.push([name, write(one)]);
    else {
      const [, names] = place;
      const inner = (Array.isArray(one) ? (one as unknown[]) : [one]).map((each) =>
        picked(each, names),
      );
      const blocks = inner.map((each) => each.attributes);
      attributes.push([name, Array.isArray(one) ? blocks : blocks[0]]);
      inner.forEach((each, index) => {
        const path = Array.isArray(one) ? `${name}[${index}]` : name;
        notExpressed.push(...each.notExpressed.map((below) => `${path}.${below}`));
      });
    }
  }
  return { attributes: Object.fromEntries(attributes), notExpressed };
}
