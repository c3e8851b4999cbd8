import { closest } from "./did-you-mean";

/** One thing that is wrong with a declaration or with a construct's props. */
export interface Problem {
  /** Property path, such as `features.support_agent.retrieval.topScoreFloor`. */
  readonly path: string;
  /** What was written there; `UNKNOWN_NAME` where the property itself is not known. */
  readonly given: unknown;
  /** What is allowed there, as the end of a sentence. */
  readonly allowed: string;
}

/** Stands for the value of a property that nothing reads. */
export const UNKNOWN_NAME = Symbol.for("datadog-llm.unknown-name");

/** What a message says one by one. Somebody who gave the wrong file has one fault, and not 100,000. */
const MAX_SHOWN_PROBLEMS = 100;

/**
 * Thrown for bad input, with everything that is wrong at once. Where nobody catches it, Node, Jest and
 * CDKTF print its message and nothing else: what the user wrote is wrong, not what we call.
 */
export class InvalidInputError extends Error {
  declare readonly subject: string;
  declare readonly problems: readonly Problem[];

  constructor(subject: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const shown = problems.slice(0, MAX_SHOWN_PROBLEMS).map(describeProblem);
    const left = problems.length - shown.length;
    const more = left > 0 ? [`  … and ${left} more`] : [];
    super([`Mend ${count} in ${subject}:`, ...shown, ...more].join("\n"));
    // Node prints what is enumerable beneath the message.
    const hidden = { name: "InvalidInputError", subject, problems };
    for (const [key, value] of Object.entries(hidden)) {
      Object.defineProperty(this, key, { value });
    }
    // An own `stack` that is assigned would lose the place of the throw, and Node 20 would then print a
    // line of its own source as the culprit. Deleted, the one below is found instead.
    Reflect.deleteProperty(this, "stack");
  }

  override get stack(): string {
    return this.message;
  }

  /** Some tools decorate the stacks of errors that pass them. */
  override set stack(value: string) {
    Object.defineProperty(this, "stack", { value, writable: true });
  }
}

function kept<T>(value: T, _words: string): T {
  return value;
}

/** Collects problems, so that a user meets all of them in one error. */
export class Problems {
  private readonly found: Problem[] = [];
  private readonly known = new Set<string>();

  get list(): readonly Problem[] {
    return this.found;
  }

  get count(): number {
    return this.found.length;
  }

  /** What was found, as lines of text. */
  get lines(): readonly string[] {
    return this.found.map((problem) => describeProblem(problem).trim());
  }

  add(path: string, given: unknown, allowed: string): void {
    // Several alerts may rest on one value that was written once.
    const key = `${path}\n${allowed}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.found.push({ path, given, allowed });
  }

  /** Adds the problem unless `ok`; returns `ok`, for checks that depend on each other. */
  require(ok: boolean, path: string, given: unknown, allowed: string): boolean {
    if (!ok) this.add(path, given, allowed);
    return ok;
  }

  /** Requires one of several names, and says which one was meant. */
  requireOneOf(path: string, given: unknown, known: readonly string[]): boolean {
    const ok = typeof given === "string" && known.includes(given);
    const meant = typeof given === "string" ? closest(given, known) : undefined;
    return this.require(ok, path, given, listed(known, meant, JSON.stringify));
  }

  /** Reports a property that nothing reads, and says which one was meant. */
  unknown(path: string, name: string, known: readonly string[]): void {
    this.add(joinPath(path, name), UNKNOWN_NAME, listed(known, closest(name, known)));
  }

  /** @throws InvalidInputError where anything was found. */
  throwIfAny(subject: string): void {
    if (this.found.length > 0) this.refuse(subject);
  }

  /** @throws InvalidInputError, always. */
  refuse(subject: string): never {
    // Node prints the line of source that threw, unless it holds these words.
    throw kept(new InvalidInputError(subject, this.found), "node-do-not-add-exception-line");
  }
}

/** Path of a property of what stands at a path; the outermost path is empty. */
export function joinPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

const MAX_LISTED = 16;

/** @param quoted How a name is written: values are text, properties are not. */
function listed(
  known: readonly string[],
  meant: string | undefined,
  quoted: (name: string) => string = (name) => name,
): string {
  const shown = known.slice(0, MAX_LISTED).map(quoted).join(", ");
  const names = known.length > MAX_LISTED ? `${shown}, … (${known.length} in all)` : shown;
  const hint = meant === undefined ? "" : `; did you mean ${quoted(meant)}?`;
  return `${known.length === 0 ? "none" : names}${hint}`;
}

function describeProblem({ path, given, allowed }: Problem): string {
  const what = given === UNKNOWN_NAME ? "unknown" : `${show(given)} given`;
  return `  ${path}: ${what}; allowed: ${allowed}`;
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
    const text: unknown = JSON.stringify(given);
    // Nothing comes back where an object's own `toJSON` says so.
    return typeof text === "string" ? text : "an object";
  } catch {
    return "a value that cannot be shown";
  }
}
