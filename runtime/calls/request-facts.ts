import type { ResponseFacts } from "../providers";
import type { FactTypes } from "./facts";

/** What a model call can be told, or tells by itself. */
export interface RequestFacts extends ResponseFacts {
  /** A prompt or response cache answered. @default whether the answer reports cached tokens */
  readonly cacheHit?: boolean | undefined;
  /** The answer is streamed. @default whether a stream was returned */
  streaming?: boolean;
  /** Id of the call where its prompt comes from, such as PromptLayer's; on the span only. @default - none */
  promptRequestId?: string;
}

/** What the call itself notes beside them. */
export interface NotedFacts extends RequestFacts {
  /** The call holds others, which count in its place. */
  isTask?: boolean;
  /** What the answer is that no reader knows. */
  unrecognised?: string;
}

export const REQUEST_FACTS: FactTypes<NotedFacts> = {
  inputTokens: "number",
  outputTokens: "number",
  cachedTokens: "number",
  cacheWriteTokens: "number",
  cacheWriteHourTokens: "number",
  reasoningTokens: "number",
  inputAudioTokens: "number",
  outputAudioTokens: "number",
  inputImageTokens: "number",
  outputImageTokens: "number",
  billedInputTokens: "number",
  billedOutputTokens: "number",
  webSearches: "number",
  fileSearches: "number",
  otherUnits: "number",
  serviceTier: "string",
  finishReason: "string",
  responseModel: "string",
  refusal: "boolean",
  errorType: "string",
  operation: "string",
  retries: "number",
  cacheHit: "boolean",
  costUsd: "number",
  streaming: "boolean",
  promptRequestId: "string",
  isTask: "boolean",
  unrecognised: "string",
};
