import { record } from "../../lab/inputs/record";
import { isUnset } from "./blocks";

/** A monitor of a Terraform state, in the API's form, and where it stands there. */
export interface StateMonitor {
  /** Such as `module.alerts.datadog_monitor.disk`. */
  readonly address: string;
  readonly monitor: Readonly<Record<string, unknown>>;
}

/**
 * The monitors of a Terraform state: a `terraform.tfstate`, or what `terraform show -json` prints.
 *
 * @throws SyntaxError where it is neither
 */
export function monitorsOfState(json: unknown): StateMonitor[] {
  const { resources, values } = record(json);
  if (Array.isArray(resources)) return (resources as unknown[]).flatMap(ofStateFile);
  const { root_module: root } = record(values);
  if (root !== undefined) return ofModule(root);
  throw new SyntaxError(
    "no Terraform state: allowed are a terraform.tfstate, and what terraform show -json prints",
  );
}

function ofStateFile(resource: unknown): StateMonitor[] {
  const { type, name, module, mode, instances } = record(resource);
  if (type !== "datadog_monitor" || mode === "data" || !Array.isArray(instances)) return [];
  const within = typeof module === "string" ? `${module}.` : "";
  const place = `${within}${type}.${String(name)}`;
  return (instances as unknown[]).map((instance) => {
    const { attributes, index_key: index } = record(instance);
    const key = index === undefined ? "" : `[${JSON.stringify(index)}]`;
    return { address: `${place}${key}`, monitor: apiForm(record(attributes)) };
  });
}

function ofModule(module: unknown): StateMonitor[] {
  const { resources, child_modules: children } = record(module);
  const own = (Array.isArray(resources) ? (resources as unknown[]) : []).flatMap((resource) => {
    const { address, type, mode, values } = record(resource);
    if (type !== "datadog_monitor" || mode === "data") return [];
    return [{ address: String(address), monitor: apiForm(record(values)) }];
  });
  return [...own, ...(Array.isArray(children) ? (children as unknown[]).flatMap(ofModule) : [])];
}

/** Attributes of Terraform only, which say nothing of the monitor in Datadog. */
const OF_TERRAFORM = new Set(["force_delete", "validate"]);

/** A state writes a block as a list of one, and what is not set as null or an empty text. */
function apiForm(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const {
    monitor_thresholds: thresholds,
    monitor_threshold_windows: windows,
    scheduling_options: scheduling,
    variables,
    ...rest
  } = withoutUnset(attributes);
  const { evaluation_window: window, custom_schedule: schedule } = record(only(scheduling));
  const { event_query: events = [], cloud_cost_query: costs = [] } = record(only(variables));
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !OF_TERRAFORM.has(name))),
    thresholds: only(thresholds),
    threshold_windows: only(windows),
    scheduling_options: {
      evaluation_window: only(window),
      ...(schedule === undefined
        ? {}
        : { custom_schedule: { recurrences: record(only(schedule))["recurrence"] } }),
    },
    variables: [...(events as unknown[]), ...(costs as unknown[])],
  };
}

function only(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function withoutUnset(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const kept = plain(inner);
      return isUnset(kept) || kept === "" ? [] : [[name, kept]];
    }),
  );
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "object" && value !== null
    ? withoutUnset(value as Record<string, unknown>)
    : value;
}
