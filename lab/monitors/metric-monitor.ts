import { groupsOf, typeProblem, type MetricStore } from "../metrics";
import type { MonitorQuery, QueryError } from "../query";
import { layOut, type BatchLayout } from "./batch-layout";
import { compileMonitor, type CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import { GroupHistory, type Step } from "./group-history";
import {
  groupValues,
  isComplete,
  missingWhereNaN,
  takesNaNAsMissing,
  withoutPartial,
  type GroupValues,
} from "./group-values";
import { deviationsFor } from "./deviations";
import { PRIMARY, type Deviation, type Interpretation } from "./interpretations";
import { monitorTraits } from "./monitor-traits";
import { tellsTooLittle, type Recorded } from "./rules/partial-window";
import { evaluationFrequency, ticksBetween } from "./rules/schedule";
import type { StateRules } from "./state-rules";
import { Status } from "./status";
import type { Transition } from "./transition";

/** Reports what happens to a group under the primary interpretation. */
export type ReportTransition = (group: GroupHistory, transition: Transition) => void;

/** The windows of a batch under an interpretation other than the primary one. */
interface Deviating {
  readonly name: string;
  readonly layout: BatchLayout;
}

/** All evaluations that are due at once. */
interface Batch {
  readonly primary: BatchLayout;
  readonly deviating: readonly Deviating[];
}

/** What was read of one group, for the monitors that measure the same. */
type Shared = Map<string, GroupValues>;

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
    readonly query: MonitorQuery,
    private readonly report: ReportTransition,
    private readonly recorded: Recorded = {},
  ) {
    this.compiled = compileMonitor(store, definition, query);
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

  /** Seconds since the epoch of the last evaluation of what is known. */
  get end(): number {
    return (this.recorded.to ?? Infinity) + this.definition.evaluationDelay;
  }

  /** Whether any series has come that it reads. */
  get hasSeries(): boolean {
    return this.compiled.operands.some(({ selection }) => selection.groups.size > 0);
  }

  /** What could not be known before there were data: a percentile of a count, say. */
  problem(): QueryError | undefined {
    return typeProblem(this.definition.query, this.compiled.operands);
  }

  /** The same for monitors that come to the same values, whatever they make of them. */
  get measure(): string {
    const { query, evaluationDelay, requireFullWindow } = this.definition;
    const measured = query.slice(0, this.query.comparatorAt).trim();
    return JSON.stringify([measured, evaluationDelay, requireFullWindow]);
  }

  /** Lays out all that is due after `after` and up to `to`; nothing where nothing is. */
  begin(after: number, to: number): Batch | undefined {
    const times = ticksBetween(after, Math.min(to, this.end), this.frequency);
    if (times.length === 0) return undefined;
    this.takeUpGroups();
    const { compiled, definition, recorded, frequency } = this;
    const props = { compiled, definition, recorded, frequency };
    const layout = (interpretation: Interpretation): BatchLayout =>
      layOut(props, interpretation, times);
    const primary = layout(this.primary);
    const deviating = this.deviations().map(({ name, interpretation }) => ({
      name,
      layout: layout(interpretation),
    }));
    return { primary, deviating };
  }

  /** @param shared What monitors of the same measure have read of this group. */
  advanceGroup(key: string, { primary, deviating }: Batch, shared: Shared): void {
    const group = this.groups.get(key);
    if (!group) return;
    const read = this.valuesOnce(key, primary, shared);
    const taken = withoutPartial(read, primary);
    group.play(primary.times, taken.values, step(primary.times, taken, primary.rules));
    for (const { name, layout } of deviating) {
      const { sameValues, interpretation, times, rules } = layout;
      const again = sameValues ? read : this.valuesOnce(key, layout, shared);
      if (sameValues && !group.hasFork(name) && this.agrees(group, layout, again)) continue;
      const missing = takesNaNAsMissing(interpretation) ? missingWhereNaN(again) : again;
      group.playFork(name, step(times, withoutPartial(missing, layout), rules));
    }
  }

  private valuesOnce(key: string, layout: BatchLayout, shared: Shared): GroupValues {
    let values = shared.get(layout.valuesKey);
    if (!values) {
      values = groupValues(key, layout, this.currentOperands);
      shared.set(layout.valuesKey, values);
    }
    return values;
  }

  /** True where another interpretation of the same values cannot lead to other statuses. */
  private agrees(group: GroupHistory, layout: BatchLayout, read: GroupValues): boolean {
    const { partialWindow, recoveryBeyondWarning } = layout.interpretation;
    if (recoveryBeyondWarning !== PRIMARY.recoveryBeyondWarning) return false;
    // The others are interpretations of what is missing.
    if (partialWindow === this.primary.partialWindow) return isComplete(read);
    // What is skipped can only matter where it alerts, and as long as there are such windows.
    const inPartial = group.batch?.statuses.subarray(0, layout.partial) ?? [];
    const alerts = inPartial.some((status) => status > Status.OK);
    return !alerts && !this.isNeverWhole(layout);
  }

  /** True where the recording is too short for one whole window, and windows are skipped. */
  private isNeverWhole({ interpretation }: BatchLayout): boolean {
    if (interpretation.partialWindow === "skipped") return false;
    const { from = -Infinity, to = Infinity } = this.recorded;
    return to - from < this.compiled.windowSeconds + this.compiled.shiftSeconds;
  }

  /** Depends on the types of the metrics, which are known once there are data. */
  private get primary(): Interpretation {
    const partialWindow = tellsTooLittle(this.compiled) ? "skipped" : "evaluated";
    return { ...PRIMARY, partialWindow };
  }

  private deviations(): Deviation[] {
    const { primary, compiled, definition, store, recorded } = this;
    return deviationsFor(primary, {
      ...monitorTraits(compiled, definition),
      bucketSeconds: store.retention[0]?.step ?? 60,
      isRecorded: recorded.from !== undefined,
      skipsPartialWindows: primary.partialWindow === "skipped",
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

function step(times: Float64Array, { values, points }: GroupValues, rules: StateRules): Step {
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
