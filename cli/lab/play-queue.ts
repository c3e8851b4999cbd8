import { costsOf } from "./play-cost";
import type { Play } from "./plays";

export interface QueuedPlay extends Play {
  /** Place among all plays. */
  readonly index: number;
  /** See `costsOf`. */
  readonly cost: number;
}

/**
 * Hands out plays so that a thread stays with a service, whose healthy minutes it has, and so that the
 * longest come first: a long play at the end would leave the other threads idle.
 */
export class PlayQueue {
  /** Of all plays together. */
  readonly cost: number;
  private readonly byService = new Map<unknown, QueuedPlay[]>();
  private readonly threads = new Map<unknown, number>();

  constructor(plays: readonly Play[]) {
    const costs = costsOf(plays);
    plays.forEach((play, index) => {
      const queued = { ...play, index, cost: costs.get(play) ?? 0 };
      const own = this.byService.get(play.watched) ?? [];
      this.byService.set(play.watched, [...own, queued]);
    });
    for (const own of this.byService.values()) own.sort((a, b) => b.cost - a.cost);
    this.cost = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  }

  /** @param before What the thread played last. */
  next(before: Play | undefined): QueuedPlay | undefined {
    const own = this.byService.get(before?.watched)?.shift();
    if (own) return own;
    const waiting = [...this.byService].filter(([, plays]) => plays.length > 0);
    const threadsOf = ([service]: (typeof waiting)[number]) => this.threads.get(service) ?? 0;
    const [fewest] = waiting.sort(
      (a, b) => threadsOf(a) - threadsOf(b) || costOfAll(b[1]) - costOfAll(a[1]),
    );
    if (!fewest) return undefined;
    const [service, plays] = fewest;
    this.threads.set(service, threadsOf(fewest) + 1);
    return plays.shift();
  }
}

function costOfAll(plays: readonly QueuedPlay[]): number {
  return plays.reduce((sum, { cost }) => sum + cost, 0);
}
