/** Who failed: names for the log line that a failing collaborator causes once. */
export type Collaborator =
  | "tracer"
  | "dogstatsd"
  | "logger"
  | "price source"
  | "response reader"
  | "redactor"
  | "clock"
  | "measure callback"
  | "runtime";

/**
 * The one place that decides what happens when telemetry itself fails: the failure is reported, the
 * application never hears of it.
 */
export class Guard {
  private reporting = false;
  private onFailure: (collaborator: Collaborator, error: unknown) => void = () => undefined;

  /** Where failures go. Set after creation, because reporting needs the collaborators it reports on. */
  reportTo(onFailure: (collaborator: Collaborator, error: unknown) => void): void {
    this.onFailure = onFailure;
  }

  /** The value of `work`, or `undefined` where it throws. */
  attempt<T>(collaborator: Collaborator, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.failed(collaborator, error);
      return undefined;
    }
  }

  failed(collaborator: Collaborator, error: unknown): void {
    // Reporting uses the metrics client and the logger, which may be what fails.
    if (this.reporting) return;
    this.reporting = true;
    try {
      this.onFailure(collaborator, error);
    } catch {
      // A failure of the report has nowhere left to go.
    } finally {
      this.reporting = false;
    }
  }
}
