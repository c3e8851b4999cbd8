import type { GroupTags } from "../metrics";
import { GroupState, type Transition } from "./group-state";
import type { Status } from "./status";

/** Takes a batch of evaluations into a life. */
export interface Step {
  /** Takes the evaluation with the given index. */
  take(life: GroupState, index: number): void;
  /**
   * Takes all of them at once and fills in their statuses, where that can be done; says whether it was.
   */
  takeAll(life: GroupState, statuses: Uint8Array): boolean;
}

interface Fork {
  readonly life: GroupState;
  /** Complete: with those that it shares with the primary life. */
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
 * One group's life under the primary reading, and under each other reading where that differs.
 * A reading costs a life of its own only from where its statuses start to differ.
 */
export class GroupHistory {
  readonly transitions: Transition[] = [];
  batch: Batch | undefined;
  private readonly life: GroupState;
  private atStart: GroupState | undefined;
  private readonly forks = new Map<string, Fork>();
  private readonly forkStatuses = new Map<string, Uint8Array>();

  constructor(
    readonly key: string,
    readonly tags: GroupTags,
    report: (transition: Transition) => void,
  ) {
    this.life = new GroupState((transition) => {
      this.transitions.push(transition);
      report(transition);
    });
  }

  get status(): Status {
    return this.life.status;
  }

  /** Names of the readings whose statuses have ever differed. */
  get forkNames(): string[] {
    return [...this.forks.keys()];
  }

  forkTransitions(name: string): readonly Transition[] {
    return this.forks.get(name)?.transitions ?? this.transitions;
  }

  /** Statuses of the last batch under a reading. */
  statusesUnder(name: string): Uint8Array | undefined {
    return this.forkStatuses.get(name) ?? this.batch?.statuses;
  }

  play(times: Float64Array, values: Float64Array, step: Step): void {
    const before = this.life.status;
    this.atStart = this.life.fork(() => undefined);
    this.forkStatuses.clear();
    this.batch = { times, values, statuses: run(this.life, times.length, step), before };
  }

  /** Plays the batch again under another reading. */
  playFork(name: string, step: Step): void {
    const { batch, atStart } = this;
    if (!batch || !atStart) return;
    const started = this.forks.get(name);
    const transitions = started?.transitions ?? [];
    const life = started?.life ?? atStart.fork((transition) => transitions.push(transition));
    const statuses = run(life, batch.times.length, step);
    if (!started && life.isLike(this.life) && equal(statuses, batch.statuses)) return;
    if (!started) {
      const from = batch.times[0] ?? 0;
      transitions.unshift(...this.transitions.filter(({ time }) => time < from));
      this.forks.set(name, { life, transitions });
    }
    this.forkStatuses.set(name, statuses);
  }

  hasFork(name: string): boolean {
    return this.forks.has(name);
  }
}

function run(life: GroupState, count: number, step: Step): Uint8Array {
  const statuses = new Uint8Array(count);
  if (step.takeAll(life, statuses)) return statuses;
  for (let index = 0; index < count; index += 1) {
    step.take(life, index);
    statuses[index] = life.status;
  }
  return statuses;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((value, index) => value === b[index]);
}
