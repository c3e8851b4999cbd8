import type { LlmTelemetry } from "../../../runtime";
import type { Reply } from "../../support/llm-server";
import type { service } from "../support/fixtures";

/** How a client is set up for one call. */
export interface Setting {
  readonly url: string;
  /** Attempts after the first that the client makes by itself. */
  readonly retries: number;
  readonly llm: LlmTelemetry<typeof service>;
  /** Runs the call inside `llm.withPrompt` alone. */
  prompt<T>(work: () => T): T;
  /** Makes the call inside `llm.request`. */
  wrap<T>(work: () => T): T;
}

/** What the provider's answer says, by hand: a cell of the table is compared with it. */
export interface Truth {
  readonly input?: number;
  readonly output?: number;
  readonly cached?: number;
  readonly reasoning?: number;
  readonly finish?: string;
  /** Tokens times list prices, where that was worked out; `null` where there can be no price. */
  readonly costUsd?: number | null;
}

/** One way of calling one real client. */
export interface ClientRow {
  readonly client: string;
  /** Package under test, as it is installed here. */
  readonly package: string;
  /** As a user would write it. */
  readonly way: string;
  readonly kind: "await" | "stream" | "parse" | "tools" | "agent" | "embeddings" | "other";
  readonly provider: string;
  readonly model: string;
  /** What the provider answers, one reply per turn. */
  readonly answers: readonly Reply[];
  readonly truth: Truth;
  /** The client has no attempts of its own, or none that can be had without waiting. */
  readonly neverRetries?: true;
  /** Its set-up is the process's own. */
  readonly alone?: true;
  call(setting: Setting): Promise<unknown>;
}

export async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

export const USER = [{ role: "user" as const, content: "Hi" }];

/** A tool that the answers call, as JSON Schema. */
export const NO_ARGUMENTS = { type: "object" as const, properties: {} };
