import { groupsOf, typeProblem, type EvaluationContext, type MetricStore } from "../metrics";
import type { QueryError } from "../query";
import { compileMonitor, type CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import { GroupHistory } from "./group-history";
import type { LifeRules, Transition } from "./group-life";
import { deviationsFor, PRIMARY, type Deviation, type Reading } from "./readings";
import { documentedBucket, fewBuckets } from "./rules/buckets";
import { isFullWindow } from "./rules/full-window";
import { missingDataAction } from "./rules/missing-data";
import { evaluationFrequency, ticksBetween } from "./rules/schedule";
import { evaluationWindow } from "./rules/window";
import { bucketedWindows, rolledUpWindows, wholeWindows } from "./window-values";

/** Reports what happens to a group under the primary reading. */
export type ReportTransition = (group: GroupHistory, transition: Transition) => void;

interface Evaluated {
  readonly values: Float64Array;
  readonly points: Float64Array;
}

/** Evaluates one metric monitor over time, group by group. */
export class MetricMonitor {
  readonly groups = new Map<string, GroupHistory>();
  readonly frequency: number;
  private readonly compiled: CompiledMonitor;

  /** @throws QueryError for what the lab does not support. */
  constructor(
    private readonly store: MetricStore,
    readonly definition: MonitorDefinition,
    private readonly report: ReportTransition,
  ) {
    this.compiled = compileMonitor(store, definition);
    this.frequency = evaluationFrequency(this.compiled.windowSeconds);
  }

  get windowSeconds(): number {
    return this.compiled.windowSeconds;
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
    const deviations = this.deviations();
    for (const group of this.groups.values()) this.advanceGroup(group, times, deviations);
  }

  private advanceGroup(
    group: GroupHistory,
    times: Float64Array,
    deviations: readonly Deviation[],
  ): void {
    const primary = this.evaluate(group.key, times, PRIMARY);
    group.play(times, primary.values, this.step(times, primary, this.rules(PRIMARY)));
    for (const { name, reading } of deviations) {
      const sameValues =
        reading.edgeShift === 0 && this.strategyOf(reading) === this.strategyOf(PRIMARY);
      const again = sameValues && !reading.countsPerSecond;
      const evaluated = again ? primary : this.evaluate(group.key, times, reading);
      const adjusted =
        reading.zeroTotal === "missing data" ? missingWhereNaN(evaluated) : evaluated;
      group.playFork(name, this.step(times, adjusted, this.rules(reading)));
    }
  }

  private step(times: Float64Array, { values, points }: Evaluated, rules: LifeRules) {
    return (life: Parameters<Parameters<GroupHistory["play"]>[2]>[0], index: number): void =>
      life.evaluate(times[index] ?? 0, values[index] ?? NaN, points[index] ?? 0, rules);
  }

  private evaluate(key: string, times: Float64Array, reading: Reading): Evaluated {
    const { windowSeconds, asCountPath, aggregator, plan, change } = this.compiled;
    const { evaluationDelay, requireFullWindow } = this.definition;
    const ends = times.map(
      (time) => evaluationWindow(time, windowSeconds, evaluationDelay).to + reading.edgeShift,
    );
    const context: EvaluationContext = {
      zeroForMissingCounts: true,
      countsPerSecond: reading.countsPerSecond,
    };
    const props = { plan, windowSeconds, aggregator, change };
    const strategy = this.strategyOf(reading);
    const values =
      strategy === "whole"
        ? wholeWindows(props, key, ends, context)
        : strategy === "grid"
          ? rolledUpWindows(props, key, ends, context, this.compiled.rollup ?? 60)
          : bucketedWindows(props, key, ends, context, strategy, this.frequency);
    const points = this.points(key, ends);
    if (requireFullWindow && !asCountPath) this.dropPartialWindows(key, ends, values);
    return { values, points };
  }

  /** Number of points per window, of what is not shifted into the past. */
  private points(key: string, ends: Float64Array): Float64Array {
    const { operands, windowSeconds } = this.compiled;
    const current = operands.filter(({ shifted }) => !shifted);
    const intervals = { from: ends.map((end) => end - windowSeconds), to: ends };
    const totals = new Float64Array(ends.length);
    for (const { operand, query } of current.length > 0 ? current : operands) {
      const points = operand.points(query.by.length > 0 ? key : "", intervals);
      for (let index = 0; index < totals.length; index += 1) {
        totals[index] = (totals[index] ?? 0) + (points[index] ?? 0);
      }
    }
    return totals;
  }

  private dropPartialWindows(key: string, ends: Float64Array, values: Float64Array): void {
    const { windowSeconds, query, operands } = this.compiled;
    const bucket = Math.min(documentedBucket(query.window), windowSeconds);
    const count = Math.floor(windowSeconds / bucket);
    ends.forEach((end, index) => {
      const from = Float64Array.from(
        { length: count },
        (_, at) => end - windowSeconds + at * bucket,
      );
      const intervals = { from, to: from.map((start) => start + bucket) };
      const full = operands
        .filter(({ shifted }) => !shifted)
        .some(({ operand, query: { by } }) =>
          isFullWindow(operand.points(by.length > 0 ? key : "", intervals)),
        );
      if (!full) values[index] = NaN;
    });
  }

  /** `whole`, `grid`, or the seconds of a bucket. */
  private strategyOf(reading: Reading): "whole" | "grid" | number {
    const { rollup, asCountPath, functionsMatter, needsNoBuckets, query, windowSeconds } =
      this.compiled;
    if (rollup !== undefined) return "grid";
    if (needsNoBuckets || reading.buckets === "whole") return "whole";
    if (asCountPath && (reading.functionsOnTotals || !functionsMatter)) return "whole";
    const documented = Math.min(documentedBucket(query.window), windowSeconds);
    return reading.buckets === "few" ? (fewBuckets(windowSeconds) ?? documented) : documented;
  }

  private rules(reading: Reading): LifeRules {
    const { comparator, critical, windowSeconds, operands, defaultsToZero } = this.compiled;
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
      critical,
      grouped,
      windowSeconds,
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
    return deviationsFor({
      bucketSeconds: this.store.retention[0]?.step ?? 60,
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

/** A window that could not be divided, read as one without data. */
function missingWhereNaN({ values, points }: Evaluated): Evaluated {
  return {
    values,
    points: points.map((count, index) => (Number.isNaN(values[index]) ? 0 : count)),
  };
}
