import type { GroupTags } from "../metrics";
import type { CompositeFormula } from "../query";
import { membersOf, type Member } from "./composite-members";
import type { MonitorDefinition } from "./definition";
import { GroupHistory, type Step } from "./group-history";
import type { GroupState } from "./group-state";
import { alike, nextChange, stateAt, statusesAt, type MemberStatuses } from "./member-statuses";
import type { MemberState } from "./message";
import type { MetricMonitor, ReportTransition } from "./metric-monitor";
import { COMPOSITE_LATE } from "./deviations";
import {
  compositeGroups,
  hasMixedGroupings,
  type CompositeGroup,
  type MemberGroups,
} from "./rules/composite-groups";
import { compositeSeverity, compositeStatus } from "./rules/composite-severity";
import { notifiesOfNoData } from "./rules/missing-data";
import { ticksBetween } from "./rules/schedule";
import { Status } from "./status";

// Plain constants: an import is looked up on each use, and this is the innermost loop.
const { None, NoData } = Status;
const statusFrom = compositeStatus;

/** Evaluates a composite from its members' statuses, group by group. */
export class CompositeMonitor {
  readonly groups = new Map<string, GroupHistory>();
  readonly members: readonly Member[];
  private readonly memberKeys = new Map<string, readonly string[]>();
  private knownGroups = -1;

  /** @throws QueryError for what the lab does not support. */
  constructor(
    monitors: ReadonlyMap<string, MetricMonitor>,
    readonly definition: MonitorDefinition,
    private readonly formula: CompositeFormula,
    private readonly report: ReportTransition,
  ) {
    this.members = membersOf(monitors, definition, formula);
  }

  get grouped(): boolean {
    return this.members.some(({ monitor }) => monitor.grouped);
  }

  get hasMixedGroupings(): boolean {
    return hasMixedGroupings(this.memberGroups());
  }

  /** The histories of the members' groups that a group of the composite stands for. */
  memberHistories(key: string): (GroupHistory | undefined)[] {
    const keys = this.memberKeys.get(key) ?? [];
    return this.members.map(({ monitor }, index) => monitor.groups.get(keys[index] ?? ""));
  }

  /** Status and value of each member at a time within the last batch. */
  memberStates(key: string, time: number): MemberState[] {
    return this.memberHistories(key).map((history) => stateAt(history?.batch, time));
  }

  /** Evaluates every minute after `after` and up to `to`. The members have been evaluated before. */
  advance(after: number, to: number): void {
    const end = Math.max(...this.members.map(({ monitor }) => monitor.end));
    const times = ticksBetween(after, Math.min(to, end), 60);
    if (times.length === 0) return;
    this.takeUpGroups();
    for (const group of this.groups.values()) this.advanceGroup(group, times);
  }

  private advanceGroup(group: GroupHistory, times: Float64Array): void {
    const histories = this.memberHistories(group.key);
    const values = new Float64Array(times.length).fill(NaN);
    const under = (name: string | undefined, late: (member: number) => boolean): MemberStatuses =>
      histories.map((history, member) => statusesAt(history, name, times, late(member) ? 60 : 0));
    const primary = under(undefined, () => false);
    const isHeld = this.holdOf(histories);
    const step = (statuses: MemberStatuses): Step => this.step(times, statuses, isHeld);
    group.play(times, values, step(primary));
    const interpretations = new Map<string, MemberStatuses>();
    for (const name of [...group.forkNames, ...histories.flatMap((one) => one?.forkNames ?? [])]) {
      if (!interpretations.has(name))
        interpretations.set(
          name,
          under(name, () => false),
        );
    }
    interpretations.set(
      COMPOSITE_LATE.first,
      under(undefined, (member) => member === 0),
    );
    interpretations.set(
      COMPOSITE_LATE.others,
      under(undefined, (member) => member > 0),
    );
    for (const [name, statuses] of interpretations) {
      if (group.hasFork(name) || !alike(statuses, primary)) {
        group.playFork(name, step(statuses));
      }
    }
  }

  /**
   * A new group is held for the longest of the composite's delay and its members' own, which they keep
   * to themselves.
   *
   * @see https://docs.datadoghq.com/monitors/create/types/composite/#new-group-delay-and-composite
   */
  private holdOf(
    histories: readonly (GroupHistory | undefined)[],
  ): ((time: number) => boolean) | undefined {
    const { newGroupDelay = 0 } = this.definition;
    const seen = histories.flatMap((history, index) =>
      history && this.members[index]?.monitor.grouped ? [history.firstSeen] : [],
    );
    if (newGroupDelay === 0 || seen.length === 0) return undefined;
    const since = Math.max(...seen);
    return (time) => time >= since && time < since + newGroupDelay;
  }

  private step(
    times: Float64Array,
    statuses: MemberStatuses,
    isHeld: ((time: number) => boolean) | undefined,
  ): Step {
    const { members, formula } = this;
    const notifies = members.map(({ monitor }) => notifiesOfNoData(monitor.definition));
    const found = members.map((): Status => None);
    const statusOf = (id: string): Status =>
      found[members.findIndex((one) => one.id === id)] ?? None;
    let severity: Status = None;
    const take = (state: GroupState, index: number): void => {
      let changed = index === 0;
      for (let member = 0; member < found.length; member += 1) {
        const status = (statuses[member]?.[index] ?? None) as Status;
        changed ||= found[member] !== status;
        found[member] = status;
      }
      // A group that a member lacks is no common source: it is not evaluated.
      if (changed) severity = found.includes(None) ? None : compositeSeverity(formula, statusOf);
      const time = times[index] ?? 0;
      if (severity === None || isHeld?.(time)) state.forget();
      else {
        const notified = found.every((status, member) => status !== NoData || notifies[member]);
        this.take(state, time, severity, notified);
      }
    };
    const takeAll = (state: GroupState, into: Uint8Array): boolean => {
      if (this.definition.renotifyInterval > 0 || isHeld) return false;
      // What is found where a member changes holds until the next one does.
      for (let from = 0, to = 0; from < into.length; from = to) {
        take(state, from);
        to = nextChange(statuses, from);
        into.fill(state.status, from, to);
      }
      return true;
    };
    return { take, takeAll };
  }

  /**
   * To notify of No Data, both the composite and its members without data must be set to.
   *
   * @see https://docs.datadoghq.com/monitors/types/composite/#no-data
   */
  private take(state: GroupState, time: number, severity: Status, membersNotify: boolean): void {
    const { definition } = this;
    const status = statusFrom(severity, state.status, definition.notifyNoData);
    state.become(time, status, definition, definition.notifyNoData && membersNotify);
  }

  private takeUpGroups(): void {
    const members = this.memberGroups();
    const known = members.reduce((sum, { groups }) => sum + groups.size, 0);
    if (known === this.knownGroups) return;
    this.knownGroups = known;
    for (const found of compositeGroups(members)) this.takeUp(found);
  }

  private takeUp({ key, tags, memberKeys }: CompositeGroup): void {
    this.memberKeys.set(key, memberKeys);
    if (this.groups.has(key)) return;
    const group: GroupHistory = new GroupHistory(key, tags, (transition) =>
      this.report(group, transition),
    );
    this.groups.set(key, group);
  }

  private memberGroups(): MemberGroups[] {
    return this.members.map(({ monitor }) => ({
      grouped: monitor.grouped,
      groups: new Map<string, GroupTags>(
        [...monitor.groups].map(([key, { tags }]) => [key, tags] as const),
      ),
    }));
  }
}
