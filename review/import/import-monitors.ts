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
  const nameById = namesById(monitors);
  const resources: Record<string, unknown> = {};
  const blocks: { to: string; id: string }[] = [];
  const notExpressed: string[] = [];
  monitors.forEach((monitor, index) => {
    const name = names[index] ?? "";
    const title = JSON.stringify(monitor.name);
    resources[name] = withReferences(monitor.attributes, nameById, (missing) =>
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
  return monitors.map(({ name, id }) => {
    const plain = plainName(name);
    const base = plain || ["monitor", id?.replace(/\W/g, "")].filter(Boolean).join("_");
    let unique = base;
    for (let next = 2; taken.has(unique); next += 1) unique = `${base}_${next}`;
    taken.add(unique);
    return unique;
  });
}

/** Words of ASCII letters and digits, as many as there is room for; Terraform's names begin with a letter. */
function plainName(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const all = words.join("_");
  const short = all.length > MAX_NAME ? all.slice(0, MAX_NAME + 1).replace(/_[^_]*$/, "") : all;
  return `${/^\d/.test(short) ? "monitor_" : ""}${short.slice(0, MAX_NAME)}`;
}

/** Of the monitors that have an id. */
export function namesById(monitors: readonly ExportedMonitor[]): ReadonlyMap<string, string> {
  const names = resourceNames(monitors);
  return new Map(
    monitors.flatMap(({ id }, index) => (id === undefined ? [] : [[id, names[index] ?? ""]])),
  );
}

/** A composite names its members by their ids: among the imported ones, by reference. */
function withReferences(
  attributes: Readonly<Record<string, unknown>>,
  nameById: ReadonlyMap<string, string>,
  missing: (id: string) => void,
): Readonly<Record<string, unknown>> {
  const { type, query } = attributes;
  if (type !== "composite" || typeof query !== "string") return attributes;
  const referenced = query.replace(/\b\d+\b/g, (id) => {
    const name = nameById.get(id);
    if (name !== undefined) return `\${datadog_monitor.${name}.id}`;
    missing(id);
    return id;
  });
  return { ...attributes, query: referenced };
}
