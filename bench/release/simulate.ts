import type { Cell } from "../../release";
import { measuresOf } from "../../release";
import { supportAgent } from "../../examples/services";

/** A generator with a seed: xoshiro would be overkill for counts. */
export class Dice {
  private state: number;
  private spare: number | undefined;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  normal(): number {
    if (this.spare !== undefined) {
      const kept = this.spare;
      this.spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    const angle = 2 * Math.PI * this.next();
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Exact: the gaps between hits are geometric. */
  binomial(trials: number, chance: number): number {
    if (chance <= 0) return 0;
    if (chance > 0.5) return trials - this.binomial(trials, 1 - chance);
    const scale = Math.log1p(-chance);
    let hits = 0;
    let place = Math.floor(Math.log(1 - this.next()) / scale);
    while (place < trials) {
      hits += 1;
      place += 1 + Math.floor(Math.log(1 - this.next()) / scale);
    }
    return hits;
  }

  /** Hits of requests that come in clusters which fail together. */
  clustered(trials: number, chance: number, size: number, correlation: number): number {
    if (correlation === 0) return this.binomial(trials, chance);
    // Two states per cluster have the mean and the correlation that are asked for.
    const spread = Math.sqrt((correlation * (1 - chance)) / chance);
    const bad = spread ** 2 / (1 + spread ** 2);
    const high = chance * (1 + Math.sqrt((1 - bad) / bad) * spread);
    const low = (chance - bad * Math.min(1, high)) / (1 - bad);
    let hits = 0;
    for (let left = trials; left > 0; left -= size) {
      const rate = this.next() < bad ? Math.min(1, high) : Math.max(0, low);
      hits += this.binomial(Math.min(size, left), rate);
    }
    return hits;
  }
}

/** One simulated release. */
export interface Simulation {
  /** Requests of both versions together. */
  readonly requests: number;
  /** The candidate's share, by hour. */
  readonly share: (hour: number) => number;
  readonly hours: number;
  /** Invalid JSON of a version, by model, hour and side. */
  readonly rate: (model: number, hour: number, side: Cell["side"]) => number;
  /** Share of the first of two models, by hour and side. */
  readonly mix?: (hour: number, side: Cell["side"]) => number;
  readonly cluster?: { readonly size: number; readonly correlation: number };
}

export const HOUR = 3_600;
const MODELS = ["claude-sonnet-4", "gpt-4.1"];

export const INVALID_JSON = measuresOf(supportAgent, "support_triage").find(
  ({ id }) => id === "invalid_json",
)!;

/** Checks and failures per hour, model and side; no request is made by itself. */
export function simulate(dice: Dice, simulation: Simulation): Cell[] {
  const { requests, share, hours, rate, mix = () => 0.5, cluster } = simulation;
  const { size, correlation } = cluster ?? { size: 1, correlation: 0 };
  const perHour = requests / hours;
  return Array.from({ length: hours }, (_, hour) =>
    (["baseline", "candidate"] as const).flatMap((side) =>
      MODELS.map((model, index): Cell => {
        const ofSide = side === "candidate" ? share(hour) : 1 - share(hour);
        const first = mix(hour, side);
        const mean = perHour * ofSide * (index === 0 ? first : 1 - first);
        const events = Math.max(0, Math.round(mean + Math.sqrt(mean) * dice.normal()));
        const total = dice.clustered(events, rate(index, hour, side), size, correlation);
        return { side, model, feature: "support_agent", time: hour * HOUR, events, total };
      }),
    ),
  ).flat();
}
