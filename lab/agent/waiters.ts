interface Waiter {
  readonly check: () => void;
  readonly reject: (reason: Error) => void;
}

/** Promises of conditions that arriving telemetry makes true; nothing is polled. */
export class Waiters {
  private readonly pending = new Set<Waiter>();

  /** @param summary what has arrived, for the message of a time-out. */
  constructor(private readonly summary: () => string) {}

  async waitFor(predicate: () => boolean, timeoutMs: number): Promise<void> {
    if (predicate()) return;
    await new Promise<void>((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        this.pending.delete(waiter);
        finish();
      };
      const waiter: Waiter = {
        check: () => {
          try {
            if (predicate()) settle(resolve);
          } catch (error) {
            settle(() => reject(error instanceof Error ? error : new Error(String(error))));
          }
        },
        reject: (reason) => settle(() => reject(reason)),
      };
      const timer = setTimeout(() => {
        waiter.reject(new Error(`Not met within ${timeoutMs} ms. Last arrived: ${this.summary()}`));
      }, timeoutMs);
      this.pending.add(waiter);
    });
  }

  check(): void {
    for (const { check } of this.pending) check();
  }

  rejectAll(reason: Error): void {
    for (const { reject } of this.pending) reject(reason);
  }
}
