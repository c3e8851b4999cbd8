import type { MonitorDefinition } from "./definition";
import { hasAgedOut, isTooNew } from "./rules/groups";
import { isRenotificationDue } from "./rules/renotify";
import { allBreach, nextStatus } from "./rules/thresholds";
import type { StateRules } from "./state-rules";
import { isTriggered, Status } from "./status";
import type { Transition } from "./transition";

// A plain constant: an import is looked up on each use, and this is the innermost loop.
const { None, OK, NoData, Alert } = Status;

/**
 * The status of one group over time. Evaluations know nothing of each other; this is what remembers.
 *
 * @see https://docs.datadoghq.com/monitors/guide/troubleshooting-monitor-alerts/
 */
export class GroupState {
  status: Status = None;
  private firstTriggeredAt = NaN;
  private lastTriggeredAt = NaN;
  private lastNotifiedAt = NaN;
  private renotified = 0;
  private noDataNotified = false;
  private seenSince = NaN;
  /** False while a new group is not evaluated yet. */
  private mature = false;
  private lastSeen = NaN;
  /** True where the last evaluation had no points. */
  private absent = true;

  constructor(readonly report: (transition: Transition) => void) {}

  /** The same state, reporting elsewhere: where another interpretation starts to differ. */
  fork(report: (transition: Transition) => void): GroupState {
    return Object.assign(new GroupState(report), this, { report });
  }

  /**
   * Takes one evaluation.
   *
   * @param value NaN where it could not be evaluated: the status stays.
   * @param points Number of points in the window; 0 for missing data.
   */
  evaluate(time: number, value: number, points: number, rules: StateRules): void {
    if (points > 0) this.see(time, rules);
    else {
      this.absent = true;
      if (Number.isNaN(this.lastSeen)) return;
      if (hasAgedOut(this.silence(time, rules))) {
        this.forget();
        return;
      }
    }
    if (!this.mature) {
      if (rules.grouped && isTooNew(time, this.seenSince, rules.newGroupDelay)) return;
      this.mature = true;
    }
    if (points > 0 || (rules.fillsEmptyWindows && !Number.isNaN(value)))
      this.take(time, value, rules);
    else this.miss(time, rules);
    this.renotify(time, value, rules.definition);
  }

  /**
   * Takes evaluations that change nothing but the time of the last point all at once: nearly all of a
   * quiet day are such.
   *
   * @returns False, and takes none, where one of them might change more.
   */
  takeUneventful(
    times: Float64Array,
    values: Float64Array,
    points: Float64Array,
    { comparator, thresholds, definition }: StateRules,
  ): boolean {
    const { status } = this;
    if (!this.mature || this.absent || (status !== OK && status !== Alert)) return false;
    if (status === Alert && definition.renotifyInterval > 0) return false;
    const { critical, warning = critical } = thresholds;
    if ((comparator === "==" || comparator === "!=") && warning !== critical) return false;
    const least = comparator.startsWith(">") ? Math.min : Math.max;
    const bound = status === Alert ? critical : least(critical, warning);
    if (points.includes(0) || !allBreach(values, comparator, bound, status === Alert)) return false;
    this.lastSeen = times.at(-1) ?? this.lastSeen;
    return true;
  }

  /** Seconds since the epoch at which the group was first seen, since it was last forgotten. */
  get firstSeen(): number {
    return this.seenSince;
  }

  /** Takes a status that was found elsewhere, as a composite does. */
  become(
    time: number,
    status: Status,
    definition: MonitorDefinition,
    notifiesNoData: boolean,
  ): void {
    if (status !== this.status) this.move(time, status, NaN, notifiesNoData);
    this.renotify(time, NaN, definition);
  }

  /** True where both will answer every further evaluation alike. */
  isLike(other: GroupState): boolean {
    return (
      this.status === other.status &&
      same(this.firstTriggeredAt, other.firstTriggeredAt) &&
      same(this.lastTriggeredAt, other.lastTriggeredAt) &&
      same(this.lastNotifiedAt, other.lastNotifiedAt) &&
      this.renotified === other.renotified &&
      this.noDataNotified === other.noDataNotified &&
      this.mature === other.mature &&
      this.absent === other.absent &&
      same(this.seenSince, other.seenSince) &&
      same(this.lastSeen, other.lastSeen)
    );
  }

  forget(): void {
    this.status = None;
    this.seenSince = NaN;
    this.lastSeen = NaN;
  }

  private see(time: number, rules: StateRules): void {
    // Right after a point a gap is impossible, and this runs for each evaluation.
    if (this.absent && (Number.isNaN(this.seenSince) || hasAgedOut(this.silence(time, rules)))) {
      this.seenSince = time;
      this.mature = false;
    }
    this.absent = false;
    this.lastSeen = time;
  }

  /** Seconds since the last point: it left the window when the window was last seen with points. */
  private silence(time: number, rules: StateRules): number {
    return time - this.lastSeen + rules.windowSeconds;
  }

  private take(time: number, value: number, rules: StateRules): void {
    if (Number.isNaN(value)) return;
    const next = nextStatus(this.status, value, rules.comparator, rules.thresholds);
    if (next !== this.status) this.move(time, next, value, false);
  }

  private miss(time: number, rules: StateRules): void {
    const { missingData, definition } = rules;
    const silence = this.silence(time, rules);
    if (isTriggered(this.status) && this.hasTimedOut(silence, definition)) {
      this.move(time, OK, NaN, false);
      return;
    }
    switch (missingData.kind) {
      case "keep":
        return;
      case "zero":
        this.take(time, 0, rules);
        return;
      case "resolve":
        if (this.status !== None) this.move(time, OK, NaN, false);
        return;
      case "no data":
        // What was resolved by itself stays so until there are data again.
        if (silence >= missingData.after && !this.hasTimedOut(silence, definition)) {
          this.move(time, NoData, NaN, missingData.notify);
        }
    }
  }

  private hasTimedOut(silence: number, { timeout }: MonitorDefinition): boolean {
    return timeout > 0 && silence >= timeout;
  }

  private move(time: number, to: Status, value: number, notifiesNoData: boolean): void {
    const from = this.status;
    if (from === to) return;
    this.status = to;
    if (isTriggered(to)) {
      if (!isTriggered(from)) this.firstTriggeredAt = time;
      this.lastTriggeredAt = time;
    }
    const notifies = this.notifies(from, to, notifiesNoData);
    if (to === NoData) this.noDataNotified = notifies;
    if (from === None && to === OK) return;
    this.renotified = 0;
    this.tell(time, from, value, notifies, false);
  }

  private notifies(from: Status, to: Status, notifiesNoData: boolean): boolean {
    if (to === NoData) return notifiesNoData;
    if (to === OK) return from !== NoData || this.noDataNotified;
    return true;
  }

  private renotify(time: number, value: number, definition: MonitorDefinition): void {
    if (definition.renotifyInterval === 0 || !isTriggered(this.status)) return;
    if (this.status === NoData && !this.noDataNotified) return;
    const { lastNotifiedAt, firstTriggeredAt, renotified } = this;
    const history = { lastNotifiedAt, firstTriggeredAt, renotified };
    if (!isRenotificationDue(time, this.status, definition, history)) return;
    this.renotified += 1;
    this.tell(time, this.status, value, true, true);
  }

  private tell(
    time: number,
    from: Status,
    value: number,
    notifies: boolean,
    renotification: boolean,
  ): void {
    if (notifies) this.lastNotifiedAt = time;
    const { status: to, firstTriggeredAt, lastTriggeredAt } = this;
    this.report({
      time,
      from,
      to,
      value,
      notifies,
      renotification,
      firstTriggeredAt,
      lastTriggeredAt,
    });
  }
}

function same(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
