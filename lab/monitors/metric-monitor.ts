import { evenIntervals, groupsOf, Intervals, typeProblem, type MetricStore } from "../metrics";
import type { QueryError } from "../query";
import { compileMonitor, type CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import { GroupHistory, type Step } from "./group-history";
import type { StateRules, Transition } from "./group-state";
import { Status } from "./status";
import { deviationsFor, PRIMARY, type Deviation, type Interpretation } from "./interpretations";
import { documentedBucket, fewBuckets } from "./rules/buckets";
import { startOfWindow, wholeHours } from "./rules/cumulative";
import { isFullWindow } from "./rules/full-window";
import {
  partialWindows,
  tellsTooLittle,
  windowsBeyond,
  type Recorded,
} from "./rules/partial-window";
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

/** Reports what happens to a group under the primary interpretation. */
export type ReportTransition = (group: GroupHistory, transition: Transition) => void;

/** One batch of evaluations under one interpretation, laid out once for all groups. */
interface Layout {
  readonly name: string;
  /** The same where monitors that measure the same come to the same values. */
  readonly key: string;
  readonly interpretation: Interpretation;
  readonly times: Float64Array;
  /** The windows, in parts that add up to them. */
  readonly windows: readonly Intervals[];
  /** Number of points per window, of one group after another. */
  readonly points: Float64Array;
  readonly values: WindowValues;
  /** True where the interpretation changes only what is made of the values. */
  readonly sameValues: boolean;
  /** Windows that reach back to before the recording. */
  readonly partial: readonly boolean[];
  /** Windows that an interpretation moves beyond the end of the recording. */
  readonly beyond: readonly boolean[];
  /** The buckets of each window, where it has to be full. */
  readonly fullWindows: readonly Intervals[] | undefined;
  readonly rules: StateRules;
}

interface Evaluated {
  readonly values: Float64Array;
  readonly points: Float64Array;
}

/** What was evaluated of one group, for the monitors that measure the same. */
export type Shared = Map<string, Evaluated>;

/** One batch of evaluations. */
interface Batch {
  readonly primary: Layout;
  readonly deviations: readonly Layout[];
}

/** Evaluates monitors of the same measure together: each group is read once for all of them. */
export function advanceTogether(
  monitors: readonly MetricMonitor[],
  after: number,
  to: number,
): void {
  const begun = monitors.flatMap((monitor) => {
    const batch = monitor.begin(after, to);
    return batch ? [{ monitor, batch }] : [];
  });
  const keys = new Set(begun.flatMap(({ monitor }) => [...monitor.groups.keys()]));
  for (const key of keys) {
    const shared: Shared = new Map();
    for (const { monitor, batch } of begun) monitor.advanceGroup(key, batch, shared);
  }
}

/** Evaluates one metric monitor over time, group by group. */
export class MetricMonitor {
  readonly groups = new Map<string, GroupHistory>();
  readonly frequency: number;
  private readonly compiled: CompiledMonitor;
  /** Those that say whether data arrive now. */
  private readonly currentOperands: CompiledMonitor["operands"];

  /**
   * @param recorded The time that is known about. @default all of it
   * @throws QueryError for what the lab does not support.
   */
  constructor(
    private readonly store: MetricStore,
    readonly definition: MonitorDefinition,
    private readonly report: ReportTransition,
    private readonly recorded: Recorded = {},
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

  /** Depends on the types of the metrics, which are known once there are data. */
  private get primary(): Interpretation {
    const partialWindow = tellsTooLittle(this.compiled) ? "skipped" : "evaluated";
    return { ...PRIMARY, partialWindow };
  }

  /** Seconds since the epoch of the last evaluation of what is known. */
  get end(): number {
    return (this.recorded.to ?? Infinity) + this.definition.evaluationDelay;
  }

  /** What could not be known before there were data: a percentile of a count, say. */
  problem(): QueryError | undefined {
    return typeProblem(this.definition.query, this.compiled.operands);
  }

  /** The same for monitors that come to the same values, whatever they make of them. */
  get measure(): string {
    const { query, comparatorAt } = { ...this.definition, ...this.compiled.query };
    const { evaluationDelay, requireFullWindow } = this.definition;
    return JSON.stringify([
      query.slice(0, comparatorAt).trim(),
      evaluationDelay,
      requireFullWindow,
    ]);
  }

  /** Lays out all that is due after `after` and up to `to`; nothing where nothing is. */
  begin(after: number, to: number): Batch | undefined {
    const times = ticksBetween(after, Math.min(to, this.end), this.frequency);
    if (times.length === 0) return undefined;
    this.takeUpGroups();
    const primary = this.layout("", this.primary, times);
    const deviations = this.deviations().map(({ name, interpretation }) =>
      this.layout(name, interpretation, times),
    );
    return { primary, deviations };
  }

  /**
   * Evaluates one group.
   *
   * @param shared What other monitors of the same measure have evaluated for this group, and will.
   */
  advanceGroup(key: string, { primary, deviations }: Batch, shared: Shared): void {
    const group = this.groups.get(key);
    if (!group) return;
    const evaluated = this.evaluateOnce(key, primary, shared);
    const { times } = primary;
    const taken = withoutPartial(evaluated, primary);
    group.play(times, taken.values, step(times, taken, primary.rules));
    for (const layout of deviations) {
      const again = layout.sameValues ? evaluated : this.evaluateOnce(key, layout, shared);
      if (layout.sameValues && !group.hasFork(layout.name) && this.agrees(group, layout, again))
        continue;
      const missing =
        layout.interpretation.zeroTotal === "missing data" ? missingWhereNaN(again) : again;
      group.playFork(layout.name, step(times, withoutPartial(missing, layout), layout.rules));
    }
  }

  private evaluateOnce(key: string, layout: Layout, shared: Shared): Evaluated {
    let found = shared.get(layout.key);
    if (!found) shared.set(layout.key, (found = this.evaluate(key, layout)));
    return found;
  }

  /** True where another interpretation of the same values cannot lead to other statuses. */
  private agrees(group: GroupHistory, layout: Layout, evaluated: Evaluated): boolean {
    if (layout.interpretation.partialWindow !== this.primary.partialWindow) {
      // What is skipped can only matter where it alerts, and as long as there are such windows.
      return (
        !layout.partial.some(
          (partial, index) => partial && (group.batch?.statuses[index] ?? 0) > Status.OK,
        ) && !this.isNeverWhole(layout)
      );
    }
    // The others are interpretations of what is missing.
    return isComplete(evaluated);
  }

  /** True where the recording is too short for one whole window, and windows are skipped. */
  private isNeverWhole({ interpretation }: Layout): boolean {
    if (interpretation.partialWindow === "skipped") return false;
    const { from = -Infinity, to = Infinity } = this.recorded;
    return to - from < this.compiled.windowSeconds + this.compiled.shiftSeconds;
  }

  private evaluate(key: string, layout: Layout): Evaluated {
    const { interpretation, windows, fullWindows } = layout;
    const values = layout.values(key, {
      zeroForMissingCounts: true,
      countsPerSecond: interpretation.countsPerSecond,
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

  /** What all groups have in common in one batch of evaluations, under one interpretation. */
  private layout(name: string, interpretation: Interpretation, times: Float64Array): Layout {
    const { windowSeconds, aggregator, plan, change, rollup, query, asCountPath, cumulative } =
      this.compiled;
    const { evaluationDelay, requireFullWindow } = this.definition;
    const windows = this.windows(times, evaluationDelay - interpretation.edgeShift);
    const props = {
      plan,
      windowSeconds,
      aggregator,
      change,
      fillLimit: this.compiled.fillLimit(),
    };
    const strategy = this.strategyOf(interpretation);
    const bucket = Math.min(documentedBucket(query.window), windowSeconds);
    const buckets = Math.floor(windowSeconds / bucket);
    const { edgeShift, countsPerSecond } = interpretation;
    return {
      name,
      key: `${edgeShift} ${countsPerSecond} ${strategy}`,
      interpretation,
      times,
      windows: cumulative ? inHours(windows) : [windows],
      points: new Float64Array(times.length),
      values:
        strategy === "whole"
          ? cumulative
            ? addedWindows(props, inHours(windows))
            : wholeWindows(props, windows)
          : strategy === "grid"
            ? rolledUpWindows(props, windows, rollup ?? bucket, evaluationDelay)
            : bucketedWindows(props, windows, strategy, this.frequency),
      sameValues: edgeShift === 0 && !countsPerSecond && strategy === this.strategyOf(PRIMARY),
      beyond: windowsBeyond(windows.to, this.recorded),
      partial: partialWindows(windows.from, this.compiled.shiftSeconds, this.recorded),
      fullWindows:
        requireFullWindow && !asCountPath && !cumulative
          ? Array.from(windows.from, (from) => evenIntervals(from, bucket, bucket, buckets))
          : undefined,
      rules: this.rules(interpretation),
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
  private strategyOf(interpretation: Interpretation): "whole" | "grid" | number {
    const { rollup, asCountPath, functionsMatter, needsNoBuckets, query, windowSeconds } =
      this.compiled;
    if (rollup !== undefined) return "grid";
    if (needsNoBuckets || interpretation.buckets === "whole") return "whole";
    if (asCountPath && (interpretation.functionsOnTotals || !functionsMatter)) return "whole";
    const documented = Math.min(documentedBucket(query.window), windowSeconds);
    return interpretation.buckets === "few"
      ? (fewBuckets(windowSeconds) ?? documented)
      : documented;
  }

  private rules(interpretation: Interpretation): StateRules {
    const { comparator, critical, windowSeconds, operands, hasDefault, cumulative } = this.compiled;
    const { definition, grouped } = this;
    const counts = operands.every(
      ({ operand, selection }) =>
        operand.isCounted() &&
        (interpretation.distributionTotalsAreCounts || selection.metric?.type !== "distribution"),
    );
    const isCountQuery = counts && !hasDefault && this.compiled.aggregator === "sum";
    return {
      definition,
      comparator,
      thresholds: { ...definition.thresholds, critical },
      grouped,
      newGroupDelay: delayOfNewGroups(definition, this.compiled.groupBy),
      // A calendar window is empty because it begins anew, not because the points grew old.
      windowSeconds: cumulative ? 0 : windowSeconds,
      fillsEmptyWindows:
        this.compiled.fillsEmptyWindows &&
        !(hasDefault && interpretation.emptyWindowDefault === "missing data"),
      missingData: missingDataAction(
        definition,
        isCountQuery,
        interpretation.noDataWindows * windowSeconds,
      ),
    };
  }

  private deviations(): Deviation[] {
    const { windowSeconds, aggregator, divides, asCountPath, functionsMatter, operands } =
      this.compiled;
    const { onMissingData, noDataTimeframe } = this.definition;
    const strategy = this.strategyOf(PRIMARY);
    const percentiles = operands.some(
      ({ operand }) => operand.props.aggregator.kind === "percentile",
    );
    return deviationsFor(this.primary, {
      bucketSeconds: this.store.retention[0]?.step ?? 60,
      percentiles,
      windowSeconds,
      strategy: typeof strategy === "number" ? "buckets" : strategy,
      aggregator,
      divides: divides && asCountPath,
      asCountWithFunctions: asCountPath && functionsMatter,
      missingDataDefault:
        onMissingData === "default" &&
        operands.some(({ selection }) => selection.metric?.type === "distribution"),
      noDataTimeframeUnset: onMissingData === undefined && noDataTimeframe === undefined,
      countsWithoutModifier: operands.some(
        ({ operand, selection }) =>
          selection.metric?.type === "count" && operand.props.modifier === undefined,
      ),
      hasDefault: this.compiled.hasDefault,
      isRecorded: this.recorded.from !== undefined,
      skipsPartialWindows: this.primary.partialWindow === "skipped",
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
    take: (state, index) =>
      state.evaluate(times[index] ?? 0, values[index] ?? NaN, points[index] ?? 0, rules),
    takeAll(state, statuses) {
      if (!state.takeUneventful(times, values, points, rules)) return false;
      statuses.fill(state.status);
      return true;
    },
  };
}

/** Windows that the recording covers in part, as if they could not be evaluated. */
function withoutPartial(
  evaluated: Evaluated,
  { interpretation, partial, beyond }: Layout,
): Evaluated {
  const skips = interpretation.partialWindow === "skipped" && partial.includes(true);
  if (!skips && !beyond.includes(true)) return evaluated;
  const { values, points } = evaluated;
  return {
    values: values.map((value, index) =>
      (skips && partial[index]) || beyond[index] ? NaN : value,
    ),
    // What is not known is not missing either.
    points: points.map((count, index) => (beyond[index] ? Math.max(1, count) : count)),
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
