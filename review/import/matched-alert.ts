import type { AlertPlan, MonitorPart } from "../../constructs/signals";
import { occasionsByReceiver } from "../changes/receivers";
import type { ExportedMonitor, Member } from "./exported-monitor";
import { messageOf } from "./page-settings";
import { shapeOf, type Shape } from "./shape";

/** An alert, and the monitors that are it. */
export interface MatchedAlert {
  readonly plan: AlertPlan;
  /** The monitor that tells people: the composite, or the measure itself. */
  readonly page: ExportedMonitor;
  /** By the ids of the parts; the measure is the first. */
  readonly parts: ReadonlyMap<MonitorPart, ExportedMonitor>;
}

/** The monitors of an export, found by what they measure. */
export class ExportedMonitors {
  constructor(readonly all: readonly ExportedMonitor[]) {}

  /**
   * Those that measure the same as a part of an alert.
   *
   * @param numbers `any` where the numbers in the measure are a setting of the signal
   */
  measuring(part: MonitorPart, numbers: "same" | "any" = "same"): ExportedMonitor[] {
    const wanted = shapeOf(part.query);
    if (wanted === undefined) return [];
    return this.all.filter(({ shape }) => {
      if (shape === undefined || sideOf(shape) !== sideOf(wanted)) return false;
      if (isCumulative(shape) !== isCumulative(wanted)) return false;
      if (isCumulative(shape) && shape.window !== wanted.window) return false;
      return numbers === "same"
        ? shape.measure === wanted.measure
        : shape.anyNumbers === wanted.anyNumbers;
    });
  }

  /** The monitor of a part, over the part's own window. */
  of(part: MonitorPart): ExportedMonitor | undefined {
    const window = shapeOf(part.query)?.window;
    return this.measuring(part).find(({ shape }) => shape?.window === window);
  }

  /** The composite of exactly these monitors. */
  compositeOf(members: readonly Member[]): ExportedMonitor | undefined {
    const wanted = keysOf(members);
    return this.all.find((one) => one.members && keysOf(one.members) === wanted);
  }

  /** Whether a monitor tells people itself, or is there for a composite. */
  pagesItself(monitor: ExportedMonitor): boolean {
    const isMember = this.all.some(({ members }) => members?.some(({ id }) => id === monitor.id));
    return !isMember || occasionsByReceiver(messageOf(monitor.attributes)).size > 0;
  }
}

function sideOf({ comparator }: Shape): string {
  return comparator.charAt(0);
}

function isCumulative({ window }: Shape): boolean {
  return window.startsWith("current_");
}

function keysOf(members: readonly Member[]): string {
  return members
    .map(({ id, negated }) => `${negated ? "!" : ""}${id}`)
    .sort()
    .join(" ");
}

/**
 * The monitors of an alert whose thresholds and window are known.
 *
 * @param measure what measures it; found by the plan where it is absent
 * @returns nothing where the export has no such alert, or has its measure in a composite of another form
 */
export function matchedAlert(
  plan: AlertPlan,
  exported: ExportedMonitors,
  measure?: ExportedMonitor,
): MatchedAlert | undefined {
  const found = new Map<MonitorPart, ExportedMonitor>();
  for (const part of plan.parts) {
    const monitor = part.role === "measure" && measure ? measure : exported.of(part);
    if (monitor) found.set(part, monitor);
  }
  const [first] = plan.parts;
  const measuring = first && found.get(first);
  if (!measuring) return undefined;
  if (found.size === plan.parts.length && found.size > 1) {
    const members = [...found].map(([part, { id }]) => ({ id: id ?? "", negated: part.negated }));
    const page = exported.compositeOf(members);
    if (page) return { plan, page, parts: found };
  }
  if (measure === undefined || !exported.pagesItself(measuring)) return undefined;
  return { plan, page: measuring, parts: new Map([[first, measuring]]) };
}
