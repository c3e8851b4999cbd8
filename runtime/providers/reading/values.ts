import type { ResponseFacts } from "./provider";

/** An object whose fields may be anything: what came over the wire, or what a client made of it. */
export type Shape = Readonly<Record<string, unknown>>;

export function shape(value: unknown): Shape | undefined {
  return typeof value === "object" && value !== null ? (value as Shape) : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A token count; anything but a finite number of at least 0 is none. */
export function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Sum of the counts that are there, or `undefined` where none is. */
export function sum(...values: readonly (number | undefined)[]): number | undefined {
  let total: number | undefined;
  for (const value of values) if (value !== undefined) total = (total ?? 0) + value;
  return total;
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

type Writable<T> = { -readonly [K in keyof T]: T[K] };

type LooseFacts = { readonly [F in keyof ResponseFacts]?: ResponseFacts[F] | undefined };

/** Facts without the fields that nobody filled; of several parts, the last to fill a field holds. */
export function facts(...parts: readonly LooseFacts[]): ResponseFacts {
  const known: Writable<ResponseFacts> = {};
  // Written out: a loop over the names, or a spread, costs several times as much.
  for (const part of parts) {
    if (part.inputTokens !== undefined) known.inputTokens = part.inputTokens;
    if (part.outputTokens !== undefined) known.outputTokens = part.outputTokens;
    if (part.cachedTokens !== undefined) known.cachedTokens = part.cachedTokens;
    if (part.cacheWriteTokens !== undefined) known.cacheWriteTokens = part.cacheWriteTokens;
    if (part.cacheWriteHourTokens !== undefined) {
      known.cacheWriteHourTokens = part.cacheWriteHourTokens;
    }
    if (part.reasoningTokens !== undefined) known.reasoningTokens = part.reasoningTokens;
    if (part.finishReason !== undefined) known.finishReason = part.finishReason;
    if (part.responseModel !== undefined) known.responseModel = part.responseModel;
    if (part.refusal !== undefined) known.refusal = part.refusal;
  }
  return known;
}
