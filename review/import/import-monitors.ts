import type { ExportedMonitor } from "./exported-monitor";

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
export function importMonitors(monitors: readonly ExportedMonitor[]): Imported {
  const names = resourceNames(monitors);
  const resources: Record<string, unknown> = {};
  const blocks: { to: string; id: string }[] = [];
  const notExpressed: string[] = [];
  monitors.forEach((monitor, index) => {
    const name = names[index] ?? "";
    const title = JSON.stringify(monitor.name);
    resources[name] = withReferences(monitor.attributes, monitors, names, (missing) =>
      notExpressed.push(
        `${title}: member ${missing} is not among these monitors: it stays a number`,
      ),
    );
    notExpressed.push(...monitor.notExpressed.map((setting) => `${title}: ${setting}`));
    if (monitor.id !== undefined) blocks.push({ to: `datadog_monitor.${name}`, id: monitor.id });
    else notExpressed.push(`${title}: ${NO_ID}`);
  });
  return { json: { import: blocks, resource: { datadog_monitor: resources } }, notExpressed };
}

export const NO_ID = "it has no id, so Terraform would create it anew";

const MAX_NAME = 60;

/** A name that Terraform takes, from the monitor's own; by a number where two are alike. */
export function resourceNames(monitors: readonly ExportedMonitor[]): string[] {
  const taken = new Set<string>();
  return monitors.map(({ name }) => {
    const slug = name
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
  monitors: readonly ExportedMonitor[],
  names: readonly string[],
  missing: (id: string) => void,
): Readonly<Record<string, unknown>> {
  const { type, query } = attributes;
  if (type !== "composite" || typeof query !== "string") return attributes;
  const referenced = query.replace(/\b\d+\b/g, (id) => {
    const index = monitors.findIndex((monitor) => monitor.id === id);
    const name = names[index];
    if (name !== undefined) return `\${datadog_monitor.${name}.id}`;
    missing(id);
    return id;
  });
  return { ...attributes, query: referenced };
}
