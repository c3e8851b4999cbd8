/** More runs than any process has under way: those beyond are of frameworks that never ended theirs. */
const MAX_OPEN = 10_000;

/** Calls of a framework by its id of the run, between the events of their start and their end. */
export class OpenRuns<C> {
  private readonly runs = new Map<string, C>();

  add(id: string, call: C): void {
    const [oldest] = this.runs.size < MAX_OPEN ? [] : this.runs.keys();
    if (oldest !== undefined) this.runs.delete(oldest);
    this.runs.set(id, call);
  }

  get(id: string): C | undefined {
    return this.runs.get(id);
  }

  take(id: string): C | undefined {
    const call = this.runs.get(id);
    this.runs.delete(id);
    return call;
  }
}

/** A framework must not fail because of what hears it. */
export function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // What is missing then is one call's telemetry.
  }
}
