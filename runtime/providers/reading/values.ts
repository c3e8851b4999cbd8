import type { ResponseFacts } from "./provider";

/** An object whose fields may be anything: what came over the wire, or what a client made of it. */
export type Shape = Readonly<Record<string, unknown>>;

export function shape(value: unknown): Shape | undefined {
  return typeof value === "object" && value !== null ? (value as Shape) : undefined;
}

/**
 * A field of the object itself. A getter of that name may be another thing: the AI SDK's start work,
 * and Google's writes a warning to the console.
 */
export function own(object: Shape, name: string): unknown {
  // Mostly it is not there, and this is the cheaper question.
  if (!Object.hasOwn(object, name)) return undefined;
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A token count; anything but a finite number of at least 0 is none. */
export function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A count above 0. */
export function positive(value: unknown): number | undefined {
  const known = count(value);
  return known === 0 ? undefined : known;
}

/** Sum of the counts that are there, or `undefined` where none is. */
export function sum(...values: readonly (number | undefined)[]): number | undefined {
  let total: number | undefined;
  for (const value of values) if (value !== undefined) total = (total ?? 0) + value;
  return total;
}

/** What only the total counts; nothing where one of them is not there. */
export function onlyInTotal(
  total: number | undefined,
  input: number | undefined,
  output: number | undefined,
): number | undefined {
  if (total === undefined || input === undefined || output === undefined) return undefined;
  return positive(total - input - output);
}

const MAX_WORD_LENGTH = 200;

/** A name or code. Longer text is no such thing: a malformed answer could hold content there. */
export function word(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= MAX_WORD_LENGTH
    ? value
    : undefined;
}

export function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

export function isFunction(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === "function";
}

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** Facts of which some are not there, before {@link facts} leaves those out. */
export type LooseFacts = { readonly [F in keyof ResponseFacts]?: ResponseFacts[F] | undefined };

/** Facts without the fields that nobody filled; of several parts, the last to fill a field holds. */
export function facts(...parts: readonly (LooseFacts | undefined)[]): ResponseFacts {
  const known: Record<string, unknown> = {};
  for (const part of parts) {
    for (const name in part) {
      const value = part[name as keyof ResponseFacts];
      if (value !== undefined) known[name] = value;
    }
  }
  return known;
}

/** Of running totals, the greatest holds: a later event may repeat less, or a 0. */
export function greatest(so: LooseFacts, now: LooseFacts): ResponseFacts {
  const known: Record<string, unknown> = { ...so };
  for (const name in now) {
    const value = now[name as keyof ResponseFacts];
    if (value === undefined) continue;
    const before = known[name];
    known[name] =
      typeof value === "number" && typeof before === "number" ? Math.max(before, value) : value;
  }
  return known;
}

/** Facts of several answers that are paid one by one; of words, the last holds. */
export function added(before: ResponseFacts, more: ResponseFacts): ResponseFacts {
  const known: Record<string, unknown> = { ...before };
  for (const name in more) {
    const value = more[name as keyof ResponseFacts];
    const old = known[name];
    known[name] = typeof value === "number" && typeof old === "number" ? old + value : value;
  }
  return known;
}

/** The same of all; their cost is known where that of each is. */
export function addedAll(answers: readonly ResponseFacts[]): ResponseFacts {
  const { costUsd, ...others } = answers.reduce(added, {});
  return answers.every((one) => one.costUsd !== undefined) ? facts(others, { costUsd }) : others;
}
