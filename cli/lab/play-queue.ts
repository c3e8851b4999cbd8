import type { Play } from "./play-one";

export interface QueuedPlay extends Play {
  /** Place among all plays. */
  readonly index: number;
}

/**
 * Hands out plays so that a thread stays with a service, whose healthy minutes it has, and so that the
 * longest come first: a long play at the end would leave the other threads idle.
 */
export class PlayQueue {
  private readonly byService = new Map<unknown, QueuedPlay[]>();
  private readonly threads = new Map<unknown, number>();

  constructor(plays: readonly Play[]) {
    plays.forEach((play, index) => {
      const own = this.byService.get(play.watched) ?? [];
      this.byService.set(play.watched, [...own, { ...play, index }]);
    });
    for (const own of this.byService.values()) own.sort((a, b) => costOf(b) - costOf(a));
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

const MINUTES_OF_REQUEST = 0.02;

/** What a play takes, in no unit: minutes cost by their monitors, and requests by themselves. */
export function costOf({ scenario, watched }: Play): number {
  const { hours, hoursBefore = 1.5, requestsPerMinute = 60 } = scenario;
  const minutes = 60 * (hours + hoursBefore);
  return minutes * (1 + watched.monitors.length * MINUTES_OF_REQUEST) + minutes * requestsPerMinute;
}

function costOfAll(plays: readonly Play[]): number {
  return plays.reduce((sum, play) => sum + costOf(play), 0);
}
