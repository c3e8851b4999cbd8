import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type * as PlayOne from "./play-one";
import { PlayQueue, type QueuedPlay } from "./play-queue";
import type { WorkerAnswer, WorkerInput, WorkerTask } from "./play-worker";
import type { Play, Played, PlayProps } from "./plays";

export interface PlayAllProps extends PlayProps {
  /** Threads; none plays in this one. @default - as many as there are cores and enough work for */
  readonly threads?: number;
  /** Told how far a play is, from 0 to 1. */
  readonly onProgress?: (play: QueuedPlay, done: number) => void;
}

/**
 * Plays scenarios, as many at once as there are cores. What comes of each depends on its seed alone.
 *
 * @returns What came of the plays, in their order.
 */
export async function playAll(plays: readonly Play[], props: PlayAllProps): Promise<Played[]> {
  const queue = new PlayQueue(plays);
  const { threads = threadsFor(plays, queue.cost), onProgress, ...playProps } = props;
  const all: Played[] = [];
  const share = (player: Player): Promise<void> => playShare(queue, player, all, onProgress);
  if (threads === 0) {
    // Where threads play, all that plays would be loaded here for nothing.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { playOne } = require("./play-one") as typeof PlayOne;
    await share({ play: (one, told) => Promise.resolve(playOne(one, playProps, told)) });
    return all;
  }
  const watched = [...new Set(plays.map((play) => play.watched))];
  const input: WorkerInput = { watched, ...playProps };
  const started = Array.from({ length: Math.min(threads, plays.length) }, () => new Thread(input));
  try {
    await Promise.all(started.map(share));
  } finally {
    await Promise.all(started.map((thread) => thread.end()));
  }
  return all;
}

/**
 * The work that pays for a thread, in the unit of `costsOf`: each loads all code anew, and runs it slowly
 * until V8 has learned it.
 */
const COST_PER_THREAD = 2_500_000;

function threadsFor({ length }: readonly Play[], cost: number): number {
  const threads = Math.min(availableParallelism(), length, Math.floor(cost / COST_PER_THREAD));
  return threads > 1 ? threads : 0;
}

/** Plays one scenario at a time, here or in a thread. */
interface Player {
  play(play: Play, onProgress: (done: number) => void): Promise<Played>;
}

async function playShare(
  queue: PlayQueue,
  player: Player,
  all: Played[],
  onProgress?: (play: QueuedPlay, done: number) => void,
): Promise<void> {
  let play = queue.next(undefined);
  while (play) {
    const current = play;
    all[current.index] = await player.play(current, (done) => onProgress?.(current, done));
    play = queue.next(current);
  }
}

class Thread implements Player {
  private readonly worker: Worker;

  constructor(private readonly input: WorkerInput) {
    this.worker = new Worker(entry(), { eval: true, workerData: input });
  }

  play({ watched, scenario }: Play, onProgress: (done: number) => void): Promise<Played> {
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const stop = (): unknown => worker.off("message", take).off("error", fail).off("exit", fail);
      const fail = (reason: unknown): void => {
        stop();
        reject(
          reason instanceof Error ? reason : new Error(`A thread ended with ${String(reason)}.`),
        );
      };
      const take = (answer: WorkerAnswer): void => {
        if ("done" in answer) {
          onProgress(answer.done);
          return;
        }
        stop();
        resolve(answer.played);
      };
      worker.on("message", take).on("error", fail).on("exit", fail);
      const task: WorkerTask = {
        watched: this.input.watched.indexOf(watched),
        scenario: scenario.id,
      };
      worker.postMessage(task);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/** From the sources, a thread needs what loads them, and Node 20 takes no flag for it. */
function entry(): string {
  const extension = path.extname(__filename);
  const file = path.join(__dirname, `play-worker${extension}`);
  const load = `require(${JSON.stringify(file)});`;
  if (extension === ".js") return load;
  return `require(${JSON.stringify(require.resolve("tsx/cjs/api"))}).register(); ${load}`;
}
