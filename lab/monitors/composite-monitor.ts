import type { GroupTags } from "../metrics";
import { parseComposite, QueryError, type CompositeFormula } from "../query";
import type { MonitorDefinition } from "./definition";
import { GroupHistory } from "./group-history";
import { referencedMonitor } from "./load";
import type { MemberState } from "./message";
import type { MetricMonitor, ReportTransition } from "./metric-monitor";
import { COMPOSITE_CYCLE } from "./readings";
import {
  compositeGroups,
  hasMixedGroupings,
  type CompositeGroup,
  type MemberGroups,
} from "./rules/composite-groups";
import { compositeSeverity, compositeStatus } from "./rules/composite-severity";
import { ticksBetween } from "./rules/schedule";
import { Status } from "./status";

const MOST_MEMBERS = 10;

/** A member of a composite, in the order of its first appearance: `a`, `b`, … in messages. */
export interface Member {
  readonly id: string;
  readonly monitor: MetricMonitor;
}

/** Evaluates a composite from its members' statuses, group by group. */
export class CompositeMonitor {
  readonly groups = new Map<string, GroupHistory>();
  readonly members: readonly Member[];
  private readonly formula: CompositeFormula;
  private readonly memberKeys = new Map<string, readonly string[]>();
  private knownGroups = -1;

  /** @throws QueryError for what the lab does not support. */
  constructor(
    monitors: ReadonlyMap<string, MetricMonitor>,
    readonly definition: MonitorDefinition,
    private readonly report: ReportTransition,
  ) {
    const { query } = definition;
    this.formula = parseComposite(query);
    const found = new Map<string, Member>();
    for (const { id, at } of monitorsIn(this.formula)) {
      const monitor = monitors.get(referencedMonitor(id));
      if (!monitor) {
        throw new QueryError(
          query,
          at,
          `${id} is not among the metric monitors that are evaluated;`,
        );
      }
      found.set(id, { id, monitor });
    }
    if (found.size > MOST_MEMBERS) {
      throw new QueryError(
        query,
        0,
        `A composite has at most ${MOST_MEMBERS} members, not ${found.size};`,
      );
    }
    this.members = [...found.values()];
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
    return this.memberHistories(key).map((history) => ({
      status: statusReader(history, undefined, 0)(time),
      value: valueAt(history, time),
    }));
  }

  /** Evaluates every minute after `after` and up to `to`. The members have been evaluated before. */
  advance(after: number, to: number): void {
    const times = ticksBetween(after, to, 60);
    if (times.length === 0) return;
    this.takeUpGroups();
    for (const group of this.groups.values()) this.advanceGroup(group, times);
  }

  private advanceGroup(group: GroupHistory, times: Float64Array): void {
    const histories = this.memberHistories(group.key);
    const values = new Float64Array(times.length).fill(NaN);
    const step = (name: string | undefined, lag: number) => {
      const statuses = histories.map((history) => statusReader(history, name, lag));
      return (life: Parameters<Parameters<GroupHistory["play"]>[2]>[0], index: number): void => {
        const time = times[index] ?? 0;
        const found = statuses.map((read) => read(time));
        // A group that a member lacks is no common source: it is not evaluated.
        if (found.includes(Status.None)) {
          life.forget();
          return;
        }
        const statusOf = (id: string) => found[this.members.findIndex((one) => one.id === id)];
        const severity = compositeSeverity(this.formula, (id) => statusOf(id) ?? Status.None);
        const { notifyNoData } = this.definition;
        life.become(
          time,
          compositeStatus(severity, life.status, notifyNoData),
          NaN,
          this.definition,
        );
      };
    };
    group.play(times, values, step(undefined, 0));
    const names = new Set([
      ...group.forkNames,
      ...histories.flatMap((one) => one?.forkNames ?? []),
    ]);
    names.delete(COMPOSITE_CYCLE);
    for (const name of names) group.playFork(name, step(name, 0));
    group.playFork(COMPOSITE_CYCLE, step(undefined, 60));
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

/** The status of a member's group at a time, `lag` seconds late, under a reading. */
function statusReader(
  history: GroupHistory | undefined,
  name: string | undefined,
  lag: number,
): (time: number) => Status {
  const batch = history?.batch;
  if (!history || !batch) return () => history?.status ?? Status.None;
  const statuses = (name === undefined ? undefined : history.statusesUnder(name)) ?? batch.statuses;
  const { times, before } = batch;
  let next = 0;
  return (time) => {
    while (next < times.length && (times[next] ?? Infinity) <= time - lag) next += 1;
    return next === 0 ? before : ((statuses[next - 1] ?? before) as Status);
  };
}

function valueAt(history: GroupHistory | undefined, time: number): number {
  const times = history?.batch?.times ?? new Float64Array(0);
  let last = NaN;
  for (let index = 0; index < times.length && (times[index] ?? Infinity) <= time; index += 1) {
    last = history?.batch?.values[index] ?? NaN;
  }
  return last;
}

function monitorsIn(formula: CompositeFormula): { readonly id: string; readonly at: number }[] {
  switch (formula.kind) {
    case "monitor":
      return [formula];
    case "not":
      return monitorsIn(formula.of);
    default:
      return [...monitorsIn(formula.left), ...monitorsIn(formula.right)];
  }
}
