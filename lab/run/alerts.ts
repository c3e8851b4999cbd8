import type { MonitorDefinition } from "../monitors";

/** The monitor that pages for an alert, as distinct from those that it combines. */
export interface Alert {
  readonly monitor: MonitorDefinition;
  readonly signal: string;
  /** What tells a signal's alerts apart, such as a feature; empty where there is one. */
  readonly key: string;
}

/**
 * The alerts among monitors, by their `alert:` tags. A monitor without one is not one of ours: it stands
 * for itself, under its own name.
 */
export function alertsOf(monitors: readonly MonitorDefinition[]): Alert[] {
  return monitors.flatMap((monitor): Alert[] => {
    const identity = tagOf(monitor, "alert");
    if (identity === undefined) return [{ monitor, signal: monitor.name, key: "" }];
    if (tagOf(monitor, "alert_role") === "part") return [];
    const [signal = "", ...key] = identity.split("/");
    return [{ monitor, signal, key: key.join("/") }];
  });
}

export function tagOf({ tags }: MonitorDefinition, key: string): string | undefined {
  return tags.find((tag) => tag.startsWith(`${key}:`))?.slice(key.length + 1);
}
