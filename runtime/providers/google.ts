import type { ErrorType } from "../../telemetry";
import { classifyData } from "../errors/classify";
import { normalizeFinishReason, worstFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import {
  count,
  facts,
  greatest,
  isAsyncIterable,
  isText,
  list,
  own,
  positive,
  shape,
  sum,
  word,
  type Shape,
} from "./reading/values";

/** Google Gemini and Vertex AI `generateContent`, whole and streamed. */
export const google: ResponseReader = {
  name: "google",

  readResponse(response) {
    if (!isContentResponse(response)) return undefined;
    const stream = new ContentStream();
    stream.read(response);
    return stream.facts();
  },

  startStream(firstEvent) {
    return isContentResponse(firstEvent) ? new ContentStream() : undefined;
  },

  /** Of Google's older clients, beside a promise of the whole. */
  streamIn(response) {
    const given = shape(response);
    const stream = given && own(given, "stream");
    const isWhole = given !== undefined && own(given, "response") instanceof Promise;
    return isWhole && isAsyncIterable(stream) ? stream : undefined;
  },
};

function isContentResponse(value: unknown): boolean {
  const response = shape(value);
  return (
    Array.isArray(response?.["candidates"]) ||
    shape(response?.["usageMetadata"]) !== undefined ||
    shape(response?.["promptFeedback"]) !== undefined ||
    shape(response?.["serverContent"]) !== undefined
  );
}

/** A stream's events are responses themselves, each with the running counts. */
class ContentStream implements StreamReader {
  private usage: ResponseFacts = {};
  private readonly finishReasons = new Map<unknown, string>();
  private searches = 0;
  private unseenCalls = 0;
  /** Grounded with Google Maps, which is billed by the prompt. */
  private usedMaps = false;
  private model: string | undefined;
  private tier: string | undefined;
  private calledTool = false;
  private errorType: ErrorType | undefined;

  read(event: unknown): boolean {
    const response = shape(event);
    if (response === undefined) return false;
    this.usage = greatest(this.usage, usageFacts(response["usageMetadata"]));
    this.tier = tierIn(response) ?? this.tier;
    // The client called functions by itself; of those calls' answers nothing is left.
    this.unseenCalls = list(response["automaticFunctionCallingHistory"]).length;
    this.model = word(response["modelVersion"]) ?? this.model;
    const error = shape(response["error"]);
    if (error !== undefined) this.errorType = classifyData(error);
    if (isBlocked(response)) this.finishReasons.set("prompt", "content_filter");
    const spoken = this.readLive(shape(response["serverContent"]));
    const candidates = list(response["candidates"]).map(shape);
    const generated = candidates.map((candidate, place) => this.readCandidate(candidate, place));
    return spoken || generated.includes(true);
  }

  /** A turn of the Live interface. */
  private readLive(content: Shape | undefined): boolean {
    if (content === undefined) return false;
    if (content["turnComplete"] === true) this.finishReasons.set("turn", "stop");
    return this.readCandidate({ content: content["modelTurn"] }, 0);
  }

  private readCandidate(candidate: Shape | undefined, place: number): boolean {
    const parts = list(shape(candidate?.["content"])?.["parts"]).map(shape);
    this.calledTool ||= parts.some((part) => shape(part?.["functionCall"]) !== undefined);
    const reason = normalizeFinishReason(candidate?.["finishReason"]);
    if (reason !== undefined) this.finishReasons.set(candidate?.["index"] ?? place, reason);
    const grounding = shape(candidate?.["groundingMetadata"]);
    const searches = list(grounding?.["webSearchQueries"]).length;
    this.usedMaps ||= list(grounding?.["groundingChunks"]).some(isPlace);
    this.searches = Math.max(this.searches, searches);
    return parts.some(isGenerated);
  }

  facts(): ResponseFacts {
    // Gemini ends a turn that calls a tool with STOP as well.
    const finishReason = worstFinishReason(this.finishReasons.values());
    return facts(this.usage, {
      finishReason: this.calledTool && finishReason === "stop" ? "tool_call" : finishReason,
      responseModel: this.model,
      webSearches: this.searches || undefined,
      otherUnits: this.unseenCalls + Number(this.usedMaps) || undefined,
      serviceTier: this.tier ?? this.usage.serviceTier,
      errorType: this.errorType,
    });
  }

  isTruncated(): boolean {
    return this.finishReasons.size === 0;
  }
}

function isPlace(chunk: unknown): boolean {
  return shape(shape(chunk)?.["maps"]) !== undefined;
}

/** A blocked prompt gets no candidate, only the reason. */
function isBlocked(response: Shape): boolean {
  return isText(shape(response["promptFeedback"])?.["blockReason"]);
}

const MEDIA_FIELDS = ["functionCall", "inlineData", "executableCode", "codeExecutionResult"];

function isGenerated(part: Shape | undefined): boolean {
  return isText(part?.["text"]) || MEDIA_FIELDS.some((field) => shape(part?.[field]) !== undefined);
}

/** The Gemini API says in a header of its answer which tier it was, and the client keeps it. */
function tierIn(response: Shape): string | undefined {
  const headers = shape(shape(response["sdkHttpResponse"])?.["headers"]);
  return serviceTier(headers?.["x-gemini-service-tier"]);
}

/** The Live interface says "response" where the others say "candidates". */
function usageFacts(given: unknown): ResponseFacts {
  const usage = shape(given);
  const output = usage?.["candidatesTokensDetails"] ?? usage?.["responseTokensDetails"];
  const thoughts = count(usage?.["thoughtsTokenCount"]);
  return facts({
    // Cached tokens are in the prompt's count; results of hosted tools and thoughts are apart.
    inputTokens: sum(count(usage?.["promptTokenCount"]), count(usage?.["toolUsePromptTokenCount"])),
    outputTokens: sum(
      count(usage?.["candidatesTokenCount"] ?? usage?.["responseTokenCount"]),
      thoughts,
    ),
    cachedTokens: count(usage?.["cachedContentTokenCount"]),
    reasoningTokens: thoughts,
    inputAudioTokens: ofModality(usage?.["promptTokensDetails"], "AUDIO"),
    outputAudioTokens: ofModality(output, "AUDIO"),
    outputImageTokens: ofModality(output, "IMAGE"),
    serviceTier: serviceTier(usage?.["trafficType"] ?? usage?.["serviceTier"]),
  });
}

function ofModality(details: unknown, modality: string): number | undefined {
  const found = list(details)
    .map(shape)
    .filter((one) => one?.["modality"] === modality);
  return sum(...found.map((one) => positive(one?.["tokenCount"])));
}
