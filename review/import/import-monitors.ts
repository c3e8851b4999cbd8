import { record } from "../resources";
import { terraformMonitor } from "./terraform-monitor";

/** Terraform JSON with the monitors, and what it could not hold. */
export interface Imported {
  /** `resource`, and an `import` block for each monitor that has an id. */
  readonly json: {
    readonly import: readonly { readonly to: string; readonly id: string }[];
    readonly resource: { readonly datadog_monitor: Readonly<Record<string, unknown>> };
  };
  /** One line for each setting that was left out. */
  readonly notExpressed: readonly string[];
}

/**
 * Takes monitors over into Terraform, so that the first `apply` changes and re-creates nothing.
 *
 * @param monitors as the API returns them or the web page exports them
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export function importMonitors(monitors: readonly unknown[]): Imported {
  const names = resourceNames(monitors);
  const resources: Record<string, unknown> = {};
  const blocks: { to: string; id: string }[] = [];
  const notExpressed: string[] = [];
  monitors.forEach((monitor, index) => {
    const name = names[index] ?? "";
    const id = idOf(monitor);
    const read = terraformMonitor(monitor);
    const title = JSON.stringify(record(monitor)["name"]);
    resources[name] = withReferences(read.attributes, monitors, names, (missing) =>
      notExpressed.push(`${title}: member ${missing} is not among the monitors: it stays a number`),
    );
    notExpressed.push(...read.notExpressed.map((setting) => `${title}: ${setting}`));
    if (id !== undefined) blocks.push({ to: `datadog_monitor.${name}`, id });
    else notExpressed.push(`${title}: it has no id, so Terraform would create it anew`);
  });
  return { json: { import: blocks, resource: { datadog_monitor: resources } }, notExpressed };
}

function idOf(monitor: unknown): string | undefined {
  const { id } = record(monitor);
  return typeof id === "number" || (typeof id === "string" && id !== "") ? String(id) : undefined;
}

const MAX_NAME = 60;

/** A name that Terraform takes, from the monitor's own; by a number where two are alike. */
function resourceNames(monitors: readonly unknown[]): string[] {
  const taken = new Set<string>();
  return monitors.map((monitor) => {
    const { name } = record(monitor);
    const slug = String(name)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .slice(0, MAX_NAME);
    const plain = slug.replace(/^_+|_+$/g, "") || "monitor";
    const base = /^\d/.test(plain) ? `monitor_${plain}` : plain;
    let unique = base;
    for (let next = 2; taken.has(unique); next += 1) unique = `${base}_${next}`;
    taken.add(unique);
    return unique;
  });
}

/** A composite names its members by their ids: among the imported ones, by reference. */
function withReferences(
  attributes: Readonly<Record<string, unknown>>,
  monitors: readonly unknown[],
  names: readonly string[],
  missing: (id: string) => void,
): Readonly<Record<string, unknown>> {
  const { type, query } = attributes;
  if (type !== "composite" || typeof query !== "string") return attributes;
  const referenced = query.replace(/\b\d+\b/g, (id) => {
    const index = monitors.findIndex((monitor) => idOf(monitor) === id);
    const name = names[index];
    if (name !== undefined) return `\${datadog_monitor.${name}.id}`;
    missing(id);
    return id;
  });
  return { ...attributes, query: referenced };
}
