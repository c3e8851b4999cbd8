import type { MonitorDefinition } from "../monitors/definition";
import { monitorOfApi } from "./stack";

/**
 * Reads monitors as Datadog's API returns them, its web page exports them, or its integrations ship them
 * (`title` and `definition`): one, or a list. An export from the web page has no id, so it stands under
 * its name; a composite finds its members by their ids.
 *
 * @throws SyntaxError for what is no monitor, naming its place in the list.
 * @example
 * const monitors = monitorsOfExport(JSON.parse(readFileSync("monitors.json", "utf8")));
 * const run = replay(monitors, readRecording("recording.jsonl"));
 */
export function monitorsOfExport(exported: unknown): MonitorDefinition[] {
  const listed = (Array.isArray(exported) ? (exported as unknown[]) : [exported]).map(unwrapped);
  if (listed.length === 0) throw new SyntaxError("There is no monitor in the list.");
  const found = new Map<string, MonitorDefinition>();
  listed.forEach((one, index) => {
    const place = `Monitor ${index + 1} of ${listed.length}`;
    requireMonitor(one, place);
    const monitor = monitorOfApi(one);
    const other = found.get(monitor.id);
    if (other) {
      throw new SyntaxError(
        `${place} ("${monitor.name}") has the id ${monitor.id}, as "${other.name}" has: ` +
          "give each monitor an id of its own.",
      );
    }
    found.set(monitor.id, monitor);
  });
  return [...found.values()];
}

/** @see https://github.com/DataDog/integrations-core, `assets/monitors` of each integration */
function unwrapped(monitor: unknown): unknown {
  if (typeof monitor !== "object" || monitor === null) return monitor;
  const { title, definition, query } = monitor as Readonly<Record<string, unknown>>;
  if (query !== undefined || typeof definition !== "object" || definition === null) return monitor;
  return typeof title === "string" ? { name: title, ...definition } : definition;
}

function requireMonitor(monitor: unknown, place: string): void {
  if (typeof monitor !== "object" || monitor === null || Array.isArray(monitor)) {
    throw new SyntaxError(`${place} is no object, but ${shown(monitor)}.`);
  }
  for (const key of ["name", "type", "query"]) {
    const value = (monitor as Readonly<Record<string, unknown>>)[key];
    if (typeof value === "string" && value !== "") continue;
    throw new SyntaxError(`${place}: "${key}" is ${shown(value)}; allowed: text, as in an export.`);
  }
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 60);
}
