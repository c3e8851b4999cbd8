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
  return resourcesOf(json).flatMap(({ type, address, attributes }) =>
    isMonitorType(type) ? [{ address, monitor: monitorOf(type, address, attributes) }] : [],
  );
}

/** How many there are of each type of Datadog's that is no monitor, such as dashboards. */
export function othersOfState(json: unknown): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of resourcesOf(json)) {
    if (!type.startsWith("datadog_") || isMonitorType(type)) continue;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

/** What Terraform manages; without what it only reads, and without what it is about to delete. */
interface StateResource {
  readonly type: string;
  readonly address: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

function resourcesOf(json: unknown): StateResource[] {
  const { resources, values } = record(json);
  if (Array.isArray(resources)) return (resources as unknown[]).flatMap(ofStateFile);
  const { root_module: root } = record(values);
  if (root !== undefined) return ofModule(root);
  throw new SyntaxError(
    "no Terraform state: allowed are a terraform.tfstate, and what terraform show -json prints",
  );
}

function ofStateFile(resource: unknown): StateResource[] {
  const { type, name, module, mode, instances } = record(resource);
  if (typeof type !== "string" || mode === "data" || !Array.isArray(instances)) return [];
  const within = typeof module === "string" ? `${module}.` : "";
  const place = `${within}${type}.${String(name)}`;
  return (instances as unknown[]).flatMap((instance) => {
    const { attributes, index_key: index, deposed } = record(instance);
    if (deposed !== undefined) return [];
    const address = `${place}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;
    return [{ type, address, attributes: record(attributes) }];
  });
}

function ofModule(module: unknown): StateResource[] {
  const { resources, child_modules: children } = record(module);
  const own = (Array.isArray(resources) ? (resources as unknown[]) : []).flatMap((resource) => {
    const { address, type, mode, values, deposed_key: deposed } = record(resource);
    if (typeof type !== "string" || mode === "data" || deposed !== undefined) return [];
    return [{ type, address: String(address), attributes: record(values) }];
  });
  return [...own, ...(Array.isArray(children) ? (children as unknown[]).flatMap(ofModule) : [])];
}

function isMonitorType(type: unknown): type is "datadog_monitor" | "datadog_monitor_json" {
  return type === "datadog_monitor" || type === "datadog_monitor_json";
}

function monitorOf(
  type: string,
  address: string,
  attributes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (type === "datadog_monitor") return apiForm(attributes);
  const { id, monitor } = attributes;
  try {
    return { ...record(JSON.parse(String(monitor))), id };
  } catch (error) {
    throw new SyntaxError(`${address}: its monitor is no JSON: ${(error as Error).message}`);
  }
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
  const queries = Object.values(record(only(variables))).flatMap((of) => withoutZeros(of));
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !OF_TERRAFORM.has(name))),
    thresholds: only(thresholds),
    threshold_windows: only(windows),
    scheduling_options: {
      evaluation_window: windowOf(record(only(window))),
      ...(schedule === undefined
        ? {}
        : { custom_schedule: { recurrences: record(only(schedule))["recurrence"] } }),
    },
    variables: queries,
  };
}

/** A state writes 0 for the numbers of a block that are not set; a minute of the hour may be 0. */
function windowOf(window: Readonly<Record<string, unknown>>): unknown {
  if ("day_starts" in window) return withoutZeros(window);
  const { month_starts: month, ...rest } = window;
  return month === 0 ? rest : window;
}

function withoutZeros(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutZeros);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === 0 ? [] : [[name, withoutZeros(inner)]],
    ),
  );
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
