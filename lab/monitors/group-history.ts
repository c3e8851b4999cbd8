import type { GroupTags } from "../metrics";
import { GroupState } from "./group-state";
import type { Status } from "./status";
import type { Transition } from "./transition";

/** Takes a batch of evaluations into a state. */
export interface Step {
  /** Takes the evaluation with the given index. */
  take(state: GroupState, index: number): void;
  /**
   * Takes all of them at once and fills in their statuses, where that can be done; says whether it was.
   */
  takeAll(state: GroupState, statuses: Uint8Array): boolean;
}

interface Fork {
  readonly state: GroupState;
  /** Complete: with those that it shares with the primary state. */
  readonly transitions: Transition[];
}

/** What the last batch of evaluations gave. */
export interface Batch {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly statuses: Uint8Array;
  /** Status before the batch. */
  readonly before: Status;
}

/**
 * One group's state under the primary interpretation, and under each other interpretation where that differs.
 * An interpretation costs a state of its own only from where its statuses start to differ.
 */
export class GroupHistory {
  readonly transitions: Transition[] = [];
  batch: Batch | undefined;
  private readonly state: GroupState;
  private atStart: GroupState | undefined;
  private readonly forks = new Map<string, Fork>();
  private readonly forkStatuses = new Map<string, Uint8Array>();

  constructor(
    readonly key: string,
    readonly tags: GroupTags,
    report: (transition: Transition) => void,
  ) {
    this.state = new GroupState((transition) => {
      this.transitions.push(transition);
      report(transition);
    });
  }

  get status(): Status {
    return this.state.status;
  }

  /** Seconds since the epoch at which the group was first seen. */
  get firstSeen(): number {
    return this.state.firstSeen;
  }

  /** Names of the interpretations whose statuses have ever differed. */
  get forkNames(): string[] {
    return [...this.forks.keys()];
  }

  forkTransitions(name: string): readonly Transition[] {
    return this.forks.get(name)?.transitions ?? this.transitions;
  }

  /** Statuses of the last batch under an interpretation. */
  statusesUnder(name: string): Uint8Array | undefined {
    return this.forkStatuses.get(name) ?? this.batch?.statuses;
  }

  play(times: Float64Array, values: Float64Array, step: Step): void {
    const before = this.state.status;
    this.atStart = this.state.fork(() => undefined);
    this.forkStatuses.clear();
    this.batch = { times, values, statuses: run(this.state, times.length, step), before };
  }

  /** Plays the batch again under another interpretation. */
  playFork(name: string, step: Step): void {
    const { batch, atStart } = this;
    if (!batch || !atStart) return;
    const started = this.forks.get(name);
    const transitions = started?.transitions ?? [];
    const state = started?.state ?? atStart.fork((transition) => transitions.push(transition));
    const statuses = run(state, batch.times.length, step);
    if (!started && state.isLike(this.state) && sameStatuses(statuses, batch.statuses)) return;
    if (!started) {
      const from = batch.times[0] ?? 0;
      transitions.unshift(...this.transitions.filter(({ time }) => time < from));
      this.forks.set(name, { state, transitions });
    }
    this.forkStatuses.set(name, statuses);
  }

  hasFork(name: string): boolean {
    return this.forks.has(name);
  }
}

function run(state: GroupState, count: number, step: Step): Uint8Array {
  const statuses = new Uint8Array(count);
  if (step.takeAll(state, statuses)) return statuses;
  for (let index = 0; index < count; index += 1) {
    step.take(state, index);
    statuses[index] = state.status;
  }
  return statuses;
}

export function sameStatuses(a: Uint8Array, b: Uint8Array | undefined): boolean {
  if (a === b) return true;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b?.[index]) return false;
  return true;
}
