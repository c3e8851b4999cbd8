import type { Guard } from "./guard";
import type { Logger } from "./loggers";

/** After so many different notices something is wrong that more of them would not explain. */
const MAX_NOTICES = 200;

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
}
