/** Time of a simulation. Whoever plays the calls sets it; nothing waits. */
export class SimulatedClock {
  /** @param milliseconds Since the epoch. */
  constructor(public milliseconds: number) {}

  /** For the runtime's `clock` option. */
  readonly read = (): number => this.milliseconds;

  get seconds(): number {
    return this.milliseconds / 1_000;
  }
}
