import type { ResponseFacts } from "../providers";
import type { FactTypes } from "./facts";

/** What a model call can be told, or tells by itself. */
export interface RequestFacts extends ResponseFacts {
  /** Attempts after the first. */
  readonly retries?: number | undefined;
  /** A prompt or response cache answered. @default whether the answer reports cached tokens */
  readonly cacheHit?: boolean | undefined;
  /** Cost in US dollars. @default the price source's */
  readonly costUsd?: number | undefined;
  /** The answer is streamed. @default whether a stream was returned */
  streaming?: boolean;
}

export const REQUEST_FACTS: FactTypes<RequestFacts> = {
  inputTokens: "number",
  outputTokens: "number",
  cachedTokens: "number",
  cacheWriteTokens: "number",
  cacheWriteHourTokens: "number",
  reasoningTokens: "number",
  finishReason: "string",
  responseModel: "string",
  refusal: "boolean",
  retries: "number",
  cacheHit: "boolean",
  costUsd: "number",
  streaming: "boolean",
};
