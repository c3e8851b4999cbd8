import type { Guard } from "./guard";
import type { Logger } from "./loggers";

/** After so many different notices something is wrong that more of them would not explain. */
const MAX_NOTICES = 200;

/** On the process: an application may have several telemetries, and copies of this library. */
const SAID = Symbol.for("datadog-llm.said");

/** Warnings for whoever runs the service, each given once. */
export class Notices {
  private readonly given = new Set<string>();

  constructor(
    private readonly logger: Logger | undefined,
    private readonly guard: Guard,
  ) {}

  once(key: string, message: string, details: Readonly<Record<string, unknown>>): void {
    if (this.logger?.warn === undefined) return;
    if (this.given.has(key) || this.given.size >= MAX_NOTICES) return;
    this.given.add(key);
    this.guard.attempt("logger", () => this.logger?.warn?.(details, message));
  }

  /** A notice about the set-up: it goes to the console where no logger takes it. */
  atSetUp(message: string, details: Readonly<Record<string, unknown>> = {}): void {
    if (this.logger?.warn !== undefined) {
      this.once(`set-up ${message} ${JSON.stringify(details)}`, message, details);
      return;
    }
    const shown = Object.entries(details).map(([name, value]) => `${name}: ${String(value)}`);
    warnOnConsole(`datadog-llm: ${message}${shown.length > 0 ? ` (${shown.join(", ")})` : ""}`);
  }
}

/** Says a line once in the life of the process. */
export function warnOnConsole(line: string): void {
  const holder: { [SAID]?: Set<string> | undefined } = process as object;
  const said = (holder[SAID] ??= new Set());
  if (said.has(line) || said.size >= MAX_NOTICES) return;
  said.add(line);
  console.warn(line);
}
