import { nameInEnv } from "../../telemetry";
import { LiveLines } from "../terminal";
import { playAll, type PlayAllProps } from "./play-all";
import type { Play, Played } from "./plays";
import { costsOf } from "./play-cost";
import type { QueuedPlay } from "./play-queue";

const BAR = 20;
/** Lines that a log gets, apart from a terminal: what is done by quarters. */
const PARTS = 4;

/** Plays scenarios, and says meanwhile how much is done. */
export async function playWithProgress(
  plays: readonly Play[],
  props: PlayAllProps,
): Promise<Played[]> {
  const progress = new LabProgress(plays);
  try {
    return await playAll(plays, { ...props, onProgress: progress.show });
  } finally {
    progress.clear();
  }
}

/** Says how much of the work is done, as its cost is known beforehand. */
export class LabProgress {
  private readonly live = new LiveLines();
  private readonly total: number;
  private readonly done = new Map<QueuedPlay, number>();
  private told = 0;

  constructor(
    private readonly plays: readonly Play[],
    private readonly log: (line: string) => void = (line) => {
      if (!process.stderr.isTTY) console.error(line);
    },
  ) {
    this.total = [...costsOf(plays).values()].reduce((sum, cost) => sum + cost, 0);
  }

  readonly show = (play: QueuedPlay, done: number): void => {
    this.done.set(play, done);
    const share = this.share();
    const finished = [...this.done.values()].filter((one) => one >= 1).length;
    const count = `${finished} of ${this.plays.length} runs`;
    const under = [...this.done].filter(([, one]) => one < 1).map(([one]) => labelOf(one));
    const bar = "#".repeat(Math.round(share * BAR)).padEnd(BAR, ".");
    this.live.show([`[${bar}] ${count}  ${under.join(", ")}`]);
    this.tell(share, count);
  };

  clear(): void {
    this.live.clear();
  }

  private share(): number {
    const done = [...this.done].reduce((sum, [play, part]) => sum + part * play.cost, 0);
    return done / this.total;
  }

  private tell(share: number, count: string): void {
    const part = Math.floor(share * PARTS + 1e-9);
    if (part <= this.told || part >= PARTS || this.plays.length < PARTS) return;
    this.told = part;
    this.log(`${(100 * part) / PARTS} % played, ${count}`);
  }
}

function labelOf({ watched, scenario }: Play): string {
  return `${nameInEnv(watched.service)} ${scenario.id}`;
}
