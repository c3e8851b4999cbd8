import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import {
  added,
  count,
  facts,
  greatest,
  isText,
  list,
  positive,
  own,
  shape,
  word,
  type Shape,
} from "./reading/values";

/** LangChain's messages, whole and in chunks, of whichever provider. */
export const langchain: ResponseReader = {
  name: "langchain",

  readResponse(response) {
    const message = messageIn(response);
    return message && messageFacts(message);
  },

  startStream(firstEvent) {
    return messageIn(firstEvent) === undefined ? undefined : new MessageChunks();
  },
};

/** A model's message, or the one of `withStructuredOutput({ includeRaw: true })`. */
function messageIn(value: unknown): Shape | undefined {
  const given = shape(value);
  if (given === undefined) return undefined;
  if (isMessage(given)) return given;
  const raw = "raw" in given && "parsed" in given ? shape(own(given, "raw")) : undefined;
  return raw !== undefined && isMessage(raw) ? raw : undefined;
}

function isMessage(given: Shape): boolean {
  return "response_metadata" in given && ("usage_metadata" in given || "tool_calls" in given);
}

/**
 * Chunks are parts of one message: its counts are the sums of theirs. Those of Anthropic are running
 * totals, which LangChain itself adds all the same.
 */
class MessageChunks implements StreamReader {
  private soFar: ResponseFacts = {};
  private isRunning = false;

  read(event: unknown): boolean {
    const chunk = messageIn(event);
    if (chunk === undefined) return false;
    this.isRunning ||= shape(chunk["response_metadata"])?.["model_provider"] === "anthropic";
    this.soFar = (this.isRunning ? greatest : added)(this.soFar, messageFacts(chunk));
    return isText(chunk["content"]) || hasParts(chunk);
  }

  facts(): ResponseFacts {
    return this.soFar;
  }
}

function hasParts(chunk: Shape): boolean {
  return list(chunk["content"]).length > 0 || list(chunk["tool_call_chunks"]).length > 0;
}

function messageFacts(message: Shape): ResponseFacts {
  const usage = shape(message["usage_metadata"]);
  const input = shape(usage?.["input_token_details"]);
  const output = shape(usage?.["output_token_details"]);
  const said = shape(message["response_metadata"]);
  const raw = shape(said?.["usage"]);
  const written = shape(raw?.["cache_creation"]);
  const more = shape(message["additional_kwargs"]);
  const stop =
    said?.["finish_reason"] ??
    said?.["stop_reason"] ??
    said?.["finishReason"] ??
    more?.["stop_reason"];
  return facts({
    inputTokens: count(usage?.["input_tokens"]),
    outputTokens: count(usage?.["output_tokens"]),
    cachedTokens: count(input?.["cache_read"]),
    cacheWriteTokens: count(input?.["cache_creation"]),
    cacheWriteHourTokens: count(written?.["ephemeral_1h_input_tokens"]),
    reasoningTokens: count(output?.["reasoning"]),
    inputAudioTokens: positive(input?.["audio"]),
    outputAudioTokens: positive(output?.["audio"]),
    finishReason: normalizeFinishReason(stop ?? said?.["done_reason"]),
    responseModel: word(said?.["model_name"]) ?? word(said?.["model"]),
    serviceTier: serviceTier(said?.["service_tier"]),
    refusal: stop === "refusal" || undefined,
  });
}
