import type { MetricStore } from "../metrics";
import {
  MonitorEvaluator,
  type MetricMonitor,
  type MonitorDefinition,
  type Timeline,
} from "../monitors";
import { breaches } from "../monitors/rules/thresholds";
import type { Expectation } from "../scenarios";
import type { Alert } from "./alerts";

export interface SilenceProps {
  readonly store: MetricStore;
  readonly monitors: readonly MonitorDefinition[];
  /** The stretch that was evaluated, in seconds since the epoch. */
  readonly start: number;
  readonly to: number;
}

/** One measure of an alert, at its farthest in one group. */
interface Farthest {
  readonly value: number;
  readonly text: string;
  readonly reached: boolean;
}

/**
 * Says how far from firing a silent alert was. The monitors are evaluated once more for it, with all
 * values kept: silence that needs a reason is rare.
 */
class Silence {
  private readonly evaluator: MonitorEvaluator;
  private readonly timelines: readonly Timeline[];

  constructor({ store, monitors, start, to }: SilenceProps) {
    this.evaluator = new MonitorEvaluator({ store, monitors, start, timelines: true });
    this.evaluator.advance(to);
    this.timelines = this.evaluator.timelines();
  }

  /** @param onset Seconds since the epoch: what was measured before tells nothing. */
  reason({ monitor }: Alert, { group = {} }: Expectation, onset: number): string {
    const [measure, ...guards] = this.evaluator.measuresOf(monitor.id);
    if (!measure) return "It stayed silent.";
    const timelines = this.timelines.filter((timeline) => matches(timeline.group, group));
    const main = farthest(measure, timelines, onset);
    if (!main) return "It stayed silent: there was nothing to measure, for want of traffic.";
    const others = guards.flatMap((guard) => farthest(guard, timelines, onset) ?? []);
    const numbers = [main, ...others].map(({ text }) => text).join("; ");
    const isGuarded = main.reached && others.some(({ reached }) => !reached);
    return `It stayed silent: ${numbers}.${isGuarded ? TOO_FEW : ""}`;
  }
}

/** Evaluates once more when it is asked for the first time. */
export function silenceIn(
  props: SilenceProps,
  onset: number,
): (alert: Alert, expectation: Expectation) => string {
  let silence: Silence | undefined;
  return (alert, expectation) => {
    silence ??= new Silence(props);
    return silence.reason(alert, expectation, onset);
  };
}

const TOO_FEW =
  " The rate was reached by too few requests: the scenario's traffic has many groups.";

function farthest(
  { definition, query }: MetricMonitor,
  timelines: readonly Timeline[],
  onset: number,
): Farthest | undefined {
  const { comparator, threshold } = query;
  const isAbove = comparator.startsWith(">");
  const values = timelines
    .filter(({ monitor }) => monitor === definition.id)
    .flatMap(({ times, values }) => values.filter((_, index) => (times[index] ?? 0) >= onset))
    .filter((value) => !Number.isNaN(value));
  if (values.length === 0) return undefined;
  const value = values.reduce((a, b) => (isAbove ? Math.max(a, b) : Math.min(a, b)));
  const most = isAbove ? "highest" : "lowest";
  const shown = `${most} ${rounded(value)}, threshold ${comparator} ${rounded(threshold)}`;
  const reached = breaches(value, comparator, threshold);
  return { value, reached, text: `${nameOf(definition)} ${shown}` };
}

/** Without what our parts of an alert have in common. */
function nameOf({ name }: MonitorDefinition): string {
  return `“${name.replace(/^\[[^\]]*\] /, "").replace(/ \(part\)$/, "")}”`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function matches(tags: Timeline["group"], wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(
    ([tag, value]) => tags[tag] === undefined || tags[tag] === value,
  );
}
