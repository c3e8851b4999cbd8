import { record } from "../../lab/inputs/record";
import { isEqual } from "../equal";
import { BLOCKS, isUnset } from "./blocks";

/** What Datadog itself writes into an answer: no setting of the monitor's. */
const KEPT_BY_DATADOG = new Set([
  "id",
  "multi",
  "created",
  "created_at",
  "modified",
  "deleted",
  "org_id",
  "creator",
  "overall_state",
  "overall_state_modified",
  "state",
  "effective_tags",
  "options",
]);

/** Attributes of `datadog_monitor` by the names that the API has for them, too, in the order of reading. */
const SAME_NAME = [
  "name",
  "type",
  "query",
  "message",
  "tags",
  "priority",
  "restricted_roles",
  "draft_status",
  "escalation_message",
  "notify_no_data",
  "on_missing_data",
  "group_retention_duration",
  "new_group_delay",
  "new_host_delay",
  "evaluation_delay",
  "no_data_timeframe",
  "renotify_interval",
  "renotify_occurrences",
  "renotify_statuses",
  "notify_audit",
  "timeout_h",
  "require_full_window",
  "include_tags",
  "groupby_simple_monitor",
  "notify_by",
  "enable_logs_sample",
  "enable_samples",
  "notification_preset_name",
];

/** Switches that say nothing where they are off: older ways to restrict who edits. */
const NOTHING_IF_OFF = new Set(["locked", "restricted"]);

/** A monitor of the API as Terraform writes it. */
export interface TerraformMonitor {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Settings that the provider has no attribute for, or that are not read here. */
  readonly notExpressed: readonly string[];
}

/**
 * Turns a monitor of `GET /api/v1/monitor`, or of the web page's export, into a `datadog_monitor`.
 *
 * @see https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/monitor
 */
export function terraformMonitor(monitor: unknown): TerraformMonitor {
  const { options, ...own } = record(monitor);
  const attributes: Record<string, unknown> = {};
  const notExpressed: string[] = [];
  for (const [name, value] of Object.entries({ ...record(options), ...own })) {
    if (KEPT_BY_DATADOG.has(name) || isUnset(value)) continue;
    if (NOTHING_IF_OFF.has(name) && value === false) continue;
    const block = BLOCKS.get(name);
    if (block !== undefined) {
      const written = block.write(value);
      if (!isUnset(written.attributes)) attributes[block.name] = written.attributes;
      notExpressed.push(
        ...written.notExpressed.map((one) => `${name}${one.startsWith("[") ? "" : "."}${one}`),
      );
    } else if (SAME_NAME.includes(name)) attributes[name] = value;
    else notExpressed.push(name);
  }
  for (const [name, value] of Object.entries(record(options))) {
    if (Object.hasOwn(own, name) && !isEqual(own[name], value))
      notExpressed.push(`options.${name}`);
  }
  notExpressed.push(...withoutContradiction(attributes));
  return {
    attributes: escaped(inOrder(withDefaults(attributes))) as TerraformMonitor["attributes"],
    notExpressed,
  };
}

/** What the provider asks for, or takes otherwise than the API where nothing is said. */
function withDefaults(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // A full window is asked for by the provider, not by the API: the first plan would differ.
  return { require_full_window: false, message: "", ...attributes };
}

/** What a person looks for first, first. */
function inOrder(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const place = (name: string): number => SAME_NAME.indexOf(name) + 1 || Infinity;
  return Object.fromEntries(
    Object.entries(attributes).sort(([left], [right]) => place(left) - place(right) || 0),
  );
}

/** Takes out what the provider refuses, although Datadog answers with it, and names it. */
function withoutContradiction(attributes: Record<string, unknown>): string[] {
  if (!("on_missing_data" in attributes)) {
    return attributes["notify_no_data"] === true && !("no_data_timeframe" in attributes)
      ? ["no_data_timeframe: it is not set, and the provider takes 10 minutes"]
      : [];
  }
  const older = ["notify_no_data", "no_data_timeframe"].filter((name) => attributes[name]);
  Reflect.deleteProperty(attributes, "notify_no_data");
  Reflect.deleteProperty(attributes, "no_data_timeframe");
  return older.map((name) => `${name}: the provider refuses it beside on_missing_data`);
}

/** Terraform reads `${` and `%{` as its own. */
function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{");
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}
