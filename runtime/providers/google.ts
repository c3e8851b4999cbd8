import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { count, facts, isText, list, shape, sum, word, type Shape } from "./reading/values";

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
};

function isContentResponse(value: unknown): boolean {
  const response = shape(value);
  return (
    Array.isArray(response?.["candidates"]) ||
    shape(response?.["usageMetadata"]) !== undefined ||
    shape(response?.["promptFeedback"]) !== undefined
  );
}

/** A stream's events are responses themselves, each with the running counts. */
class ContentStream implements StreamReader {
  private usage: ResponseFacts = {};
  private finishReason: string | undefined;
  private model: string | undefined;
  private calledTool = false;

  read(event: unknown): boolean {
    const response = shape(event);
    if (response === undefined) return false;
    this.usage = facts(this.usage, usageFacts(response["usageMetadata"]));
    this.model = word(response["modelVersion"]) ?? this.model;
    const candidate = shape(list(response["candidates"])[0]);
    const parts = list(shape(candidate?.["content"])?.["parts"]).map(shape);
    this.calledTool ||= parts.some((part) => shape(part?.["functionCall"]) !== undefined);
    this.finishReason =
      normalizeFinishReason(candidate?.["finishReason"]) ??
      (isBlocked(response) ? "content_filter" : this.finishReason);
    return parts.some(isGenerated);
  }

  facts(): ResponseFacts {
    // Gemini ends a turn that calls a tool with STOP as well.
    const calledTool = this.calledTool && this.finishReason === "stop";
    return facts(this.usage, {
      finishReason: calledTool ? "tool_call" : this.finishReason,
      responseModel: this.model,
    });
  }
}

/** A blocked prompt gets no candidate, only the reason. */
function isBlocked(response: Shape): boolean {
  return isText(shape(response["promptFeedback"])?.["blockReason"]);
}

const MEDIA_FIELDS = ["functionCall", "inlineData", "executableCode", "codeExecutionResult"];

function isGenerated(part: Shape | undefined): boolean {
  return isText(part?.["text"]) || MEDIA_FIELDS.some((field) => shape(part?.[field]) !== undefined);
}

function usageFacts(given: unknown): ResponseFacts {
  const usage = shape(given);
  const thoughts = count(usage?.["thoughtsTokenCount"]);
  return facts({
    // Cached tokens are in the prompt's count; results of hosted tools and thoughts are apart.
    inputTokens: sum(count(usage?.["promptTokenCount"]), count(usage?.["toolUsePromptTokenCount"])),
    outputTokens: sum(count(usage?.["candidatesTokenCount"]), thoughts),
    cachedTokens: count(usage?.["cachedContentTokenCount"]),
    reasoningTokens: thoughts,
  });
}
