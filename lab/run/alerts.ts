import type { MonitorDefinition } from "../monitors";

/** The monitor that pages for an alert, as distinct from those that it combines. */
export interface Alert {
  readonly monitor: MonitorDefinition;
  readonly signal: string;
  /** What tells a signal's alerts apart, such as a feature; empty where there is one. */
  readonly key: string;
}

/**
 * The alerts among monitors. A monitor without a `signal:` tag is not one of ours: it stands for
 * itself, under its own name.
 */
export function alertsOf(monitors: readonly MonitorDefinition[]): Alert[] {
  return monitors.flatMap((monitor): Alert[] => {
    const signal = tagOf(monitor, "signal");
    if (signal === undefined) return [{ monitor, signal: monitor.name, key: "" }];
    if (tagOf(monitor, "alert_role") === "part") return [];
    return [{ monitor, signal, key: keyOf(monitor.id, signal) }];
  });
}

export function tagOf({ tags }: MonitorDefinition, key: string): string | undefined {
  return tags.find((tag) => tag.startsWith(`${key}:`))?.slice(key.length + 1);
}

/** The Terraform name is `<path>_<signal>-<part>-<key>_<hash>`. */
function keyOf(id: string, signal: string): string {
  const [, rest] = id.split(`_${signal}-`);
  return /^[a-z]+-(.+)_[0-9A-F]{8}$/.exec(rest ?? "")?.[1] ?? "";
}
