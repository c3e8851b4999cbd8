/** One thing that is wrong with a declaration or with a construct's props. */
export interface Problem {
  /** Property path, such as `features.support_agent.retrieval.topScoreFloor`. */
  readonly path: string;
  readonly given: unknown;
  /** What is allowed there, as the end of a sentence. */
  readonly allowed: string;
}

/** Thrown for bad input, with everything that is wrong at once. */
export class InvalidInputError extends Error {
  override readonly name = "InvalidInputError";

  constructor(
    readonly subject: string,
    readonly problems: readonly Problem[],
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([`${subject} has ${count}:`, ...problems.map(describe)].join("\n"));
  }
}

/** Collects problems, so that a user meets all of them in one error. */
export class Problems {
  private readonly found: Problem[] = [];

  add(path: string, given: unknown, allowed: string): void {
    this.found.push({ path, given, allowed });
  }

  /** Adds the problem unless `ok`; returns `ok`, for checks that depend on each other. */
  require(ok: boolean, path: string, given: unknown, allowed: string): boolean {
    if (!ok) this.add(path, given, allowed);
    return ok;
  }

  /** @throws InvalidInputError where anything was found. */
  throwIfAny(subject: string): void {
    if (this.found.length > 0) throw new InvalidInputError(subject, this.found);
  }
}

function describe({ path, given, allowed }: Problem): string {
  return `  ${path}: ${show(given)} given; allowed: ${allowed}`;
}

const MAX_SHOWN = 120;

function show(given: unknown): string {
  if (given === undefined) return "nothing";
  if (typeof given === "number" || typeof given === "bigint") return String(given);
  if (typeof given === "function") return "a function";
  if (typeof given === "symbol") return given.toString();
  const text = safeJson(given);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function safeJson(given: unknown): string {
  try {
    return JSON.stringify(given);
  } catch {
    return "a value that cannot be shown";
  }
}
