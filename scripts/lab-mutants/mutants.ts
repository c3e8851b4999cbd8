import { alertsOf, monitorsOfStack, type Alert, type MonitorDefinition } from "../../lab";
import { WAYS, type Way } from "./mutations";
import { membersOf, reference, required, withMembers } from "./raw-monitors";
import type { RawMonitor, RawMonitors } from "./raw-monitors";

/** An alert with one thing wrong. */
export interface Mutant {
  readonly alert: WholeAlert;
  readonly way: string;
  readonly change: string;
  readonly monitors: readonly MonitorDefinition[];
}

/** An alert as it should be, with the monitors that it combines. */
export interface WholeAlert extends Alert {
  readonly name: string;
  readonly monitors: readonly MonitorDefinition[];
}

/** A way that an alert cannot be broken in, and why. */
export interface Inapplicable {
  readonly alert: WholeAlert;
  readonly way: string;
  readonly reason: string;
}

export interface Mutants {
  readonly mutants: readonly Mutant[];
  readonly inapplicable: readonly Inapplicable[];
}

/** Breaks each alert of a stack in every way. */
export function mutantsOf(raw: RawMonitors): Mutants {
  const mutants: Mutant[] = [];
  const inapplicable: Inapplicable[] = [];
  for (const alert of alertsOf(read(raw))) {
    const own = withMembers(raw, alert.monitor.id);
    const name = alert.key === "" ? alert.signal : `${alert.signal}/${alert.key}`;
    const whole = { ...alert, name, monitors: read(own) };
    const mutate = (way: string, change: string, broken: RawMonitors): void => {
      mutants.push({ alert: whole, way, change, monitors: read({ ...own, ...broken }) });
    };
    const members = membersOf(required(own, alert.monitor.id));
    const measures = members.filter((member) => member.includes("measure"));
    for (const id of measures.length > 0 ? measures : [alert.monitor.id]) {
      for (const [way, breakIt] of Object.entries(WAYS)) {
        if (way === GROUP && id !== (measures[0] ?? id)) continue;
        const isInAll = IN_ALL.includes(way);
        const which = measures.length > 1 && !isInAll ? ` of ${partOf(id)}` : "";
        const result = breakIt(required(own, id));
        if (typeof result === "string")
          inapplicable.push({ alert: whole, way: way + which, reason: result });
        else
          for (const { change, monitor } of result) {
            const isBroken = mutants.some(
              (one) => one.alert === whole && one.way === way && one.change === change + which,
            );
            if (isBroken) continue;
            const others = isInAll ? own : SHARED.includes(way) ? guardsOf(own, id) : {};
            mutate(way, change + which, { ...broken(others, breakIt, change), [id]: monitor });
          }
      }
    }
    // A roll-back's measures are each other's guards.
    const guards = members.filter((member) => measures.length > 1 || !measures.includes(member));
    if (guards.length === 0)
      inapplicable.push({ alert: whole, way: "guard removed", reason: "It has no guard." });
    for (const guard of guards)
      mutate("guard removed", `without ${partOf(guard)}`, {
        [alert.monitor.id]: without(own, alert.monitor.id, guard),
      });
  }
  return { mutants, inapplicable };
}

const GROUP = "missing group";

/**
 * A roll-back keeps a group that any of its members has, so it loses it in all of them; and a filter is
 * written once for all.
 */
const IN_ALL: readonly string[] = [GROUP, "dropped filter"];

/** Measure and guards take these from one place in the signal, so they are wrong together. */
const SHARED: readonly string[] = ["wrong window", "wrong scope tag"];

/** The guards of a measure, by their names. */
function guardsOf(own: RawMonitors, measure: string): RawMonitors {
  const guards = Object.entries(own).filter(
    ([id]) =>
      id !== measure &&
      hashless(id).replace(/(?:compared_)?volume|failures/, "measure") === hashless(measure),
  );
  return Object.fromEntries(guards);
}

/** All metric monitors, broken in the same way. */
function broken(monitors: RawMonitors, breakIt: Way, change: string): RawMonitors {
  return Object.fromEntries(
    Object.entries(monitors).flatMap(([id, monitor]) => {
      if (monitor.type === "composite") return [];
      const result = breakIt(monitor);
      const same =
        typeof result === "string" ? undefined : result.find((one) => one.change === change);
      return same ? [[id, same.monitor]] : [];
    }),
  );
}

function hashless(id: string): string {
  return id.replace(/_[0-9A-F]{8}$/, "");
}

function read(monitors: RawMonitors): MonitorDefinition[] {
  return monitorsOfStack({ resource: { datadog_monitor: monitors } });
}

/** The Terraform name is `<path>_<signal>-<part>…_<hash>`. */
function partOf(id: string): string {
  return (
    /_([a-z0-9_]+-[a-z_]+)(?:-.+)?_[0-9A-F]{8}$/.exec(id)?.[1]?.replace(/^monitors_/, "") ?? id
  );
}

/** Datadog refuses a composite of one: then the remaining monitor is the alert. */
function without(own: RawMonitors, id: string, guard: string): RawMonitor {
  const composite = required(own, id);
  const [only = "", ...more] = membersOf(composite).filter((member) => member !== guard);
  if (more.length > 0) {
    const terms = composite.query.split(" && ");
    const rest = terms.filter((term) => !term.endsWith(reference(guard)));
    return { ...composite, query: rest.join(" && ") };
  }
  const { name, message, tags } = composite;
  return { ...required(own, only), name, message, tags };
}
