import type { Intervals } from "./intervals";
import type { Retention } from "./retention";
import type { Series } from "./series";
import { WindowSums } from "./window-sums";

/** Numbers held at most, of 8 bytes each. */
const MAX_NUMBERS = 4_000_000;

/**
 * Totals of the groups that were read last: the monitors of a service read the same ones, one monitor
 * after another.
 */
export class SumsPool {
  /** The longest unread first. */
  private readonly held = new Map<readonly Series[], WindowSums>();
  private numbers = 0;

  constructor(private readonly retention: Retention) {}

  /** @see WindowSums.take */
  take(series: readonly Series[], version: number, tier: number, intervals: Intervals): WindowSums {
    const sums = this.held.get(series) ?? new WindowSums(this.retention);
    this.remove(series);
    sums.take(series, version, tier, intervals);
    this.held.set(series, sums);
    this.numbers += sums.size;
    for (const oldest of this.held.keys()) {
      if (this.numbers <= MAX_NUMBERS || oldest === series) break;
      this.remove(oldest);
    }
    return sums;
  }

  private remove(series: readonly Series[]): void {
    this.numbers -= this.held.get(series)?.size ?? 0;
    this.held.delete(series);
  }
}
