import { record } from "../../lab/inputs/record";
import type { Attributes } from "../attributes";

/** What Datadog itself writes into an answer; the provider leaves it out, too. */
const KEPT_BY_DATADOG = [
  "id",
  "created",
  "created_at",
  "creator",
  "deleted",
  "matching_downtimes",
  "modified",
  "multi",
  "org_id",
  "overall_state",
  "overall_state_modified",
];

/**
 * A `datadog_monitor_json`, as a `datadog_monitor` would write it.
 *
 * @returns nothing where its text is no JSON, because an expression makes it
 */
export function attributesOfMonitorJson({
  monitor,
  ...beside
}: Attributes): Attributes | undefined {
  const json = parsed(monitor);
  if (json === undefined) return undefined;
  const { options, ...own } = json;
  const { thresholds, threshold_windows: windows, ...settings } = record(options);
  const said = Object.entries({ ...settings, ...own }).filter(
    ([name]) => !KEPT_BY_DATADOG.includes(name),
  );
  return {
    ...beside,
    // The API does not take what the provider of `datadog_monitor` takes.
    require_full_window: false,
    ...Object.fromEntries(said),
    monitor_thresholds: thresholds ?? null,
    monitor_threshold_windows: windows ?? null,
  };
}

function parsed(text: unknown): Attributes | undefined {
  try {
    const json: unknown = JSON.parse(String(text));
    return typeof json === "object" && json !== null ? (json as Attributes) : undefined;
  } catch {
    return undefined;
  }
}
