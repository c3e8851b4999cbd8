import type { Reply } from "../../../support/llm-server";

/** How a client is set up for one call. */
export interface CallSettings {
  readonly url: string;
  /** Attempts after the first that the client makes by itself. */
  readonly retries: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

type Tags = Readonly<Record<string, string | number>>;

/** A real client, what its provider answers over the wire, and what the runtime must make of it. */
export interface ClientCase {
  readonly name: string;
  readonly provider: string;
  readonly model: string;
  readonly answer: Reply;
  readonly toolCall: Reply;
  /** What a refusal is for this provider, and the tags that it has. */
  readonly refusal: readonly [Reply, Tags];
  readonly streamed: Reply;
  /** Tokens of each of these answers. */
  readonly tokens: Tags;
  /** By hand: tokens times list prices. */
  readonly costUsd: number;
  /** What the wrapped function returns. */
  create(settings: CallSettings): unknown;
  /** The same, streamed; resolves to what the application iterates. */
  stream(settings: CallSettings, wrap: <T>(call: () => T) => T): Promise<AsyncIterable<unknown>>;
}

export const MESSAGES = [{ role: "user" as const, content: "Hi" }];

/** For clients that take an absent signal, but not an undefined one. */
export function signalOf({ signal }: CallSettings): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

export const REFUSED = { "llm.status": "success", "llm.refusal": "true" };
export const FILTERED = {
  "llm.status": "error",
  "llm.error_type": "policy",
  "llm.finish_reason": "content_filter",
};
