/** A `datadog_monitor` block as it stands in a synthesized stack. */
export interface RawMonitor {
  readonly type: string;
  readonly query: string;
  readonly name: string;
  readonly message: string;
  readonly tags: readonly string[];
  readonly monitor_thresholds?: Readonly<Record<string, string>>;
}

/** By Terraform's resource name. */
export type RawMonitors = Readonly<Record<string, RawMonitor>>;

/** The resource names of the monitors that a composite combines. */
export function membersOf({ type, query }: RawMonitor): string[] {
  if (type !== "composite") return [];
  return [...query.matchAll(/\$\{datadog_monitor\.([\w-]+)\.id\}/g)].map(([, name = ""]) => name);
}

export function reference(name: string): string {
  return `\${datadog_monitor.${name}.id}`;
}

/** One monitor and those that it combines. */
export function withMembers(monitors: RawMonitors, name: string): RawMonitors {
  const names = [name, ...membersOf(required(monitors, name))];
  return Object.fromEntries(names.map((one) => [one, required(monitors, one)]));
}

export function required(monitors: RawMonitors, name: string): RawMonitor {
  const found = monitors[name];
  if (!found) throw new RangeError(`The stack has no monitor "${name}"`);
  return found;
}
