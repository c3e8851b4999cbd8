import { evenIntervals, groupsOf, Intervals, typeProblem, type MetricStore } from "../metrics";
import type { QueryError } from "../query";
import { compileMonitor, type CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import { GroupHistory, type Step } from "./group-history";
import type { StateRules, Transition } from "./group-state";
import { deviationsFor, PRIMARY, type Deviation, type Interpretation } from "./interpretations";
import { documentedBucket, fewBuckets } from "./rules/buckets";
import { startOfWindow, wholeHours } from "./rules/cumulative";
import { isFullWindow } from "./rules/full-window";
import { delayOfNewGroups } from "./rules/groups";
import { missingDataAction } from "./rules/missing-data";
import { evaluationFrequency, ticksBetween } from "./rules/schedule";
import { evaluationWindow } from "./rules/window";
import {
  addedWindows,
  bucketedWindows,
  rolledUpWindows,
  wholeWindows,
  type WindowValues,
} from "./window-values";

/** Reports what happens to a group under the primary reading. */
export type ReportTransition = (group: GroupHistory, transition: Transition) => void;

/** One batch of evaluations under one reading, laid out once for all groups. */
interface Layout {
  readonly name: string;
  readonly reading: Interpretation;
  readonly times: Float64Array;
  /** The windows, in parts that add up to them. */
  readonly windows: readonly Intervals[];
  /** Number of points per window, of one group after another. */
  readonly points: Float64Array;
  readonly values: WindowValues;
  /** True where the reading changes only what is made of the values. */
  readonly sameValues: boolean;
  /** The buckets of each window, where it has to be full. */
  readonly fullWindows: readonly Intervals[] | undefined;
  readonly rules: StateRules;
}

interface Evaluated {
  readonly values: Float64Array;
  readonly points: Float64Array;
}

/** Evaluates one metric monitor over time, group by group. */
export class MetricMonitor {
  readonly groups = new Map<string, GroupHistory>();
  readonly frequency: number;
  private readonly compiled: CompiledMonitor;
  /** Those that say whether data arrive now. */
  private readonly currentOperands: CompiledMonitor["operands"];

  /** @throws QueryError for what the lab does not support. */
  constructor(
    private readonly store: MetricStore,
    readonly definition: MonitorDefinition,
    private readonly report: ReportTransition,
  ) {
    this.compiled = compileMonitor(store, definition);
    this.frequency = evaluationFrequency(this.compiled.windowSeconds);
    const { operands } = this.compiled;
    const current = operands.filter(({ shifted }) => !shifted);
    this.currentOperands = current.length > 0 ? current : operands;
  }

  get windowSeconds(): number {
    return this.compiled.windowSeconds;
  }

  get lookback(): number {
    return this.compiled.lookback;
  }

  get grouped(): boolean {
    return this.compiled.groupBy.length > 0;
  }

  get query(): CompiledMonitor["query"] {
    return this.compiled.query;
  }

  /** What could not be known before there were data: a percentile of a count, say. */
  problem(): QueryError | undefined {
    return typeProblem(this.definition.query, this.compiled.operands);
  }

  /** Evaluates all that is due after `after` and up to `to`. */
  advance(after: number, to: number): void {
    const times = ticksBetween(after, to, this.frequency);
    if (times.length === 0) return;
    this.takeUpGroups();
    const primary = this.layout("", PRIMARY, times);
    const deviations = this.deviations().map(({ name, reading }) =>
      this.layout(name, reading, times),
    );
    for (const group of this.groups.values()) this.advanceGroup(group, primary, deviations);
  }

  private advanceGroup(group: GroupHistory, primary: Layout, deviations: readonly Layout[]): void {
    const evaluated = this.evaluate(group.key, primary);
    const { times } = primary;
    group.play(times, evaluated.values, step(times, evaluated, primary.rules));
    for (const layout of deviations) {
      const again = layout.sameValues ? evaluated : this.evaluate(group.key, layout);
      // The other readings of the same values are readings of what is missing.
      if (layout.sameValues && !group.hasFork(layout.name) && isComplete(again)) continue;
      const missing = layout.reading.zeroTotal === "missing data" ? missingWhereNaN(again) : again;
      group.playFork(layout.name, step(times, missing, layout.rules));
    }
  }

  private evaluate(key: string, layout: Layout): Evaluated {
    const { reading, windows, fullWindows } = layout;
    const values = layout.values(key, {
      zeroForMissingCounts: true,
      countsPerSecond: reading.countsPerSecond,
    });
    const points = this.points(key, windows, layout.points);
    fullWindows?.forEach((buckets, index) => {
      const inBuckets = this.points(key, [buckets], new Float64Array(buckets.length));
      if (!isFullWindow(inBuckets)) values[index] = NaN;
    });
    return { values, points };
  }

  /** Number of points per interval, of what is not shifted into the past. */
  private points(key: string, parts: readonly Intervals[], into: Float64Array): Float64Array {
    into.fill(0);
    for (const { operand, query } of this.currentOperands) {
      for (const part of parts) operand.addPoints(query.by.length > 0 ? key : "", part, into);
    }
    return into;
  }

  /** What all groups have in common in one batch of evaluations, under one reading. */
  private layout(name: string, reading: Interpretation, times: Float64Array): Layout {
    const { windowSeconds, aggregator, plan, change, rollup, query, asCountPath, cumulative } =
      this.compiled;
    const { evaluationDelay, requireFullWindow } = this.definition;
    const windows = this.windows(times, evaluationDelay - reading.edgeShift);
    const props = { plan, windowSeconds, aggregator, change };
    const strategy = this.strategyOf(reading);
    const bucket = Math.min(documentedBucket(query.window), windowSeconds);
    const buckets = Math.floor(windowSeconds / bucket);
    return {
      name,
      reading,
      times,
      windows: cumulative ? inHours(windows) : [windows],
      points: new Float64Array(times.length),
      values:
        strategy === "whole"
          ? cumulative
            ? addedWindows(props, inHours(windows))
            : wholeWindows(props, windows)
          : strategy === "grid"
            ? rolledUpWindows(props, windows, rollup ?? bucket)
            : bucketedWindows(props, windows, strategy, this.frequency),
      sameValues:
        reading.edgeShift === 0 &&
        !reading.countsPerSecond &&
        strategy === this.strategyOf(PRIMARY),
      fullWindows:
        requireFullWindow && !asCountPath && !cumulative
          ? Array.from(windows.from, (from) => evenIntervals(from, bucket, bucket, buckets))
          : undefined,
      rules: this.rules(reading),
    };
  }

  private windows(times: Float64Array, delay: number): Intervals {
    const { windowSeconds, cumulative } = this.compiled;
    const to = times.map((time) => evaluationWindow(time, windowSeconds, delay).to);
    const from = cumulative
      ? to.map((end) => startOfWindow(cumulative, end))
      : times.map((time) => evaluationWindow(time, windowSeconds, delay).from);
    return new Intervals(from, to);
  }

  /** `whole`, `grid`, or the seconds of a bucket. */
  private strategyOf(reading: Interpretation): "whole" | "grid" | number {
    const { rollup, asCountPath, functionsMatter, needsNoBuckets, query, windowSeconds } =
      this.compiled;
    if (rollup !== undefined) return "grid";
    if (needsNoBuckets || reading.buckets === "whole") return "whole";
    if (asCountPath && (reading.functionsOnTotals || !functionsMatter)) return "whole";
    const documented = Math.min(documentedBucket(query.window), windowSeconds);
    return reading.buckets === "few" ? (fewBuckets(windowSeconds) ?? documented) : documented;
  }

  private rules(reading: Interpretation): StateRules {
    const { comparator, critical, windowSeconds, operands, defaultsToZero, cumulative } =
      this.compiled;
    const { definition, grouped } = this;
    const counts = operands.every(
      ({ operand, selection }) =>
        operand.isCounted() &&
        (reading.distributionTotalsAreCounts || selection.metric?.type !== "distribution"),
    );
    const isCountQuery = counts && !defaultsToZero && this.compiled.aggregator === "sum";
    return {
      definition,
      comparator,
      thresholds: { ...definition.thresholds, critical },
      grouped,
      newGroupDelay: delayOfNewGroups(definition, this.compiled.groupBy),
      // A calendar window is empty because it begins anew, not because the points grew old.
      windowSeconds: cumulative ? 0 : windowSeconds,
      defaultsToZero,
      missingData: missingDataAction(
        definition,
        isCountQuery,
        reading.noDataWindows * windowSeconds,
      ),
    };
  }

  private deviations(): Deviation[] {
    const { windowSeconds, aggregator, divides, asCountPath, functionsMatter, operands } =
      this.compiled;
    const { onMissingData = "default", notifyNoData, noDataTimeframe } = this.definition;
    const strategy = this.strategyOf(PRIMARY);
    const percentiles = operands.some(
      ({ operand }) => operand.props.aggregator.kind === "percentile",
    );
    return deviationsFor({
      bucketSeconds: this.store.retention[0]?.step ?? 60,
      percentiles,
      windowSeconds,
      strategy: typeof strategy === "number" ? "buckets" : strategy,
      aggregator,
      divides: divides && asCountPath,
      asCountWithFunctions: asCountPath && functionsMatter,
      missingDataDefault:
        onMissingData === "default" &&
        !notifyNoData &&
        operands.some(({ selection }) => selection.metric?.type === "distribution"),
      noDataTimeframeUnset: notifyNoData && noDataTimeframe === undefined,
      countsWithoutModifier: operands.some(
        ({ operand, selection }) =>
          selection.metric?.type === "count" && operand.props.modifier === undefined,
      ),
      fewBucketsExist: fewBuckets(windowSeconds) !== undefined,
    });
  }

  private takeUpGroups(): void {
    for (const [key, tags] of groupsOf(this.compiled.operands, this.compiled.groupBy)) {
      if (this.groups.has(key)) continue;
      const group: GroupHistory = new GroupHistory(key, tags, (transition) =>
        this.report(group, transition),
      );
      this.groups.set(key, group);
    }
  }
}

/** Windows as their whole hours and what follows: hours are kept for longer than minutes. */
function inHours({ from, to }: Intervals): readonly Intervals[] {
  const hours = to.map((end, index) => Math.max(from[index] ?? 0, wholeHours(end)));
  return [new Intervals(from, hours), new Intervals(hours, to)];
}

function step(times: Float64Array, { values, points }: Evaluated, rules: StateRules): Step {
  return {
    take: (life, index) =>
      life.evaluate(times[index] ?? 0, values[index] ?? NaN, points[index] ?? 0, rules),
    takeAll(life, statuses) {
      if (!life.takeUneventful(times, values, points, rules)) return false;
      statuses.fill(life.status);
      return true;
    },
  };
}

/** True where every window had points and a value. */
function isComplete({ values, points }: Evaluated): boolean {
  for (let index = 0; index < values.length; index += 1) {
    if (points[index] === 0 || Number.isNaN(values[index])) return false;
  }
  return true;
}

/** A window that could not be divided, read as one without data. */
function missingWhereNaN({ values, points }: Evaluated): Evaluated {
  return {
    values,
    points: points.map((count, index) => (Number.isNaN(values[index]) ? 0 : count)),
  };
}
