import { evenIntervals, Intervals } from "../metrics";
import { bucketOfGaugeTotals, bucketStrategy } from "./bucket-strategy";
import type { CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import { PRIMARY, type Interpretation } from "./interpretations";
import { documentedBucket } from "./rules/buckets";
import { startOfWindow, wholeHours } from "./rules/cumulative";
import { partialWindows, windowsWithin, type Recorded } from "./rules/partial-window";
import { evaluationWindow } from "./rules/window";
import { stateRules, type StateRules } from "./state-rules";
import {
  addedWindows,
  bucketedWindows,
  rolledUpWindows,
  wholeWindows,
  type WindowValues,
} from "./window-values";

/** One batch of evaluations under one interpretation, laid out once for all groups. */
export interface BatchLayout {
  readonly interpretation: Interpretation;
  readonly times: Float64Array;
  /** The windows, in parts that add up to them. */
  readonly windows: readonly Intervals[];
  readonly values: WindowValues;
  /** Seconds of the buckets in which gauges are added up, where they are. */
  readonly gaugeTotals: number | undefined;
  /** The same where monitors of one measure come to the same values. */
  readonly valuesKey: string;
  /** True where the interpretation changes only what is made of the values. */
  readonly sameValues: boolean;
  /** How many windows, from the first, reach back to before the recording. */
  readonly partial: number;
  /** How many do not end after the recording, as an interpretation moves some of the last. */
  readonly within: number;
  /** The buckets of each window, where it has to be full. */
  readonly fullWindows: readonly Intervals[] | undefined;
  readonly rules: StateRules;
}

/** The monitor that a batch is laid out for. */
export interface LayoutProps {
  readonly compiled: CompiledMonitor;
  readonly definition: MonitorDefinition;
  readonly recorded: Recorded;
  /** Seconds between evaluations. */
  readonly frequency: number;
}

export function layOut(
  props: LayoutProps,
  interpretation: Interpretation,
  times: Float64Array,
): BatchLayout {
  const { compiled, definition, recorded } = props;
  const windows = windowsAt(times, compiled, definition.evaluationDelay - interpretation.edgeShift);
  const parts = compiled.cumulative ? inHours(windows) : [windows];
  const valuesKey = keyOfValues(compiled, interpretation);
  return {
    interpretation,
    times,
    windows: parts,
    values: windowValues(props, interpretation, windows, parts),
    gaugeTotals: bucketOfGaugeTotals(compiled, interpretation),
    valuesKey,
    sameValues: valuesKey === keyOfValues(compiled, PRIMARY),
    partial: partialWindows(windows.from, compiled.shiftSeconds, recorded),
    within: windowsWithin(windows.to, recorded),
    fullWindows: fullWindows(props, windows),
    rules: stateRules(compiled, definition, interpretation),
  };
}

/** What of an interpretation changes the values. */
function keyOfValues(compiled: CompiledMonitor, interpretation: Interpretation): string {
  const { edgeShift, countsPerSecond, emptyCountBucket, incompleteRollup, repeatsLastGauge } =
    interpretation;
  return JSON.stringify([
    edgeShift,
    countsPerSecond,
    repeatsLastGauge,
    emptyCountBucket,
    incompleteRollup,
    bucketStrategy(compiled, interpretation),
    bucketOfGaugeTotals(compiled, interpretation),
  ]);
}

function windowsAt(
  times: Float64Array,
  { windowSeconds, cumulative }: CompiledMonitor,
  delay: number,
): Intervals {
  const to = times.map((time) => evaluationWindow(time, windowSeconds, delay).to);
  const from = cumulative
    ? to.map((end) => startOfWindow(cumulative, end))
    : times.map((time) => evaluationWindow(time, windowSeconds, delay).from);
  return new Intervals(from, to);
}

/** Windows as their whole hours and what follows: hours are kept for longer than minutes. */
function inHours({ from, to }: Intervals): readonly Intervals[] {
  const hours = to.map((end, index) => Math.max(from[index] ?? 0, wholeHours(end)));
  return [new Intervals(from, hours), new Intervals(hours, to)];
}

function windowValues(
  { compiled, definition, frequency }: LayoutProps,
  interpretation: Interpretation,
  windows: Intervals,
  parts: readonly Intervals[],
): WindowValues {
  const strategy = bucketStrategy(compiled, interpretation);
  const props = { ...compiled, fillLimit: compiled.fillLimit() };
  if (strategy === "whole") {
    return compiled.cumulative ? addedWindows(props, parts) : wholeWindows(props, windows);
  }
  if (strategy === "grid") {
    const rollup = compiled.rollup ?? bucketOf(compiled);
    const { evaluationDelay: delay } = definition;
    const skipsIncomplete = interpretation.incompleteRollup === "skipped";
    return rolledUpWindows(props, windows, { rollup, delay, skipsIncomplete });
  }
  return bucketedWindows(props, windows, strategy, frequency);
}

function fullWindows(
  { compiled, definition }: LayoutProps,
  { from }: Intervals,
): readonly Intervals[] | undefined {
  const { asCountPath, cumulative, windowSeconds } = compiled;
  if (!definition.requireFullWindow || asCountPath || cumulative) return undefined;
  const bucket = bucketOf(compiled);
  const buckets = Math.floor(windowSeconds / bucket);
  return Array.from(from, (start) => evenIntervals(start, bucket, bucket, buckets));
}

function bucketOf({ query, windowSeconds }: CompiledMonitor): number {
  return Math.min(documentedBucket(query.window), windowSeconds);
}
