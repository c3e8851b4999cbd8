import type { MonitorDefinition } from "./definition";
import type { Raw } from "./option-reader";
import { readDefinition, type Defaults } from "./read-definition";

/** A window has to be full unless the configuration says otherwise. */
const PROVIDER: Defaults = { requireFullWindow: true, noDataTimeframe: 10 };
const API: Defaults = { requireFullWindow: false, noDataTimeframe: undefined };

/**
 * Reads the monitors of a synthesized stack (`cdk.tf.json`, or any Terraform JSON).
 *
 * @returns Each `datadog_monitor`, with its resource name as its id.
 */
export function monitorsOfStack(stack: unknown): MonitorDefinition[] {
  const monitors = record(record(record(stack)["resource"])["datadog_monitor"]);
  return Object.entries(monitors).map(([name, block]) => {
    const raw = record(unescapeTerraform(first(block)));
    return readDefinition(name, raw, record(first(raw["monitor_thresholds"])), PROVIDER);
  });
}

/**
 * Reads a monitor as Datadog's API returns it, or as the web page exports it.
 *
 * @param fallbackId For an export, which has no id. @default its name
 */
export function monitorOfApi(monitor: unknown, fallbackId?: string): MonitorDefinition {
  const raw = record(monitor);
  const options = record(raw["options"]);
  const id = raw["id"] ?? fallbackId ?? raw["name"];
  return readDefinition(String(id), { ...options, ...raw }, record(options["thresholds"]), API);
}

/** The id that a composite's query names: Terraform's reference, or a plain id. */
export function referencedMonitor(id: string): string {
  const reference = /^\$\{\s*datadog_monitor(?:\.([\w-]+)|\["([^"]+)"\])\.id\s*\}$/.exec(id);
  return reference?.[1] ?? reference?.[2] ?? id;
}

/** Undoes Terraform's escapes: `$${` stands for `${`. */
export function unescapeTerraform(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
  if (Array.isArray(value)) return value.map(unescapeTerraform);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, unescapeTerraform(inner)]),
  );
}

/** Terraform JSON may write one block as a list of one. */
function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function record(value: unknown): Raw {
  return typeof value === "object" && value !== null ? (value as Raw) : {};
}
