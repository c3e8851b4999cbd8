import { observeResultStream } from "./ai-sdk-result";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { count, facts, isText, shape, word, type Shape } from "./reading/values";

/**
 * Vercel AI SDK: the results of `generateText`, `generateObject`, `streamText` and `streamObject`, and
 * the parts of a `fullStream`. Usage is that of all steps, because all of them are paid for.
 */
export const aiSdk: ResponseReader = {
  name: "ai-sdk",

  readResponse(response) {
    const result = shape(response);
    if (result === undefined || !isWholeResult(result)) return undefined;
    return facts(usageFacts(result["totalUsage"] ?? result["usage"]), stopFacts(result), {
      responseModel: word(shape(result["response"])?.["modelId"]),
    });
  },

  startStream(firstEvent) {
    const type = shape(firstEvent)?.["type"];
    return typeof type === "string" && FIRST_PARTS.has(type) ? new PartStream() : undefined;
  },

  observe(result, observer) {
    const given = shape(result);
    return given !== undefined && isStreamResult(given)
      ? observeResultStream(given, new PartStream(), observer)
      : false;
  },
};

const FIRST_PARTS = new Set(["start", "start-step", "text-start", "text-delta", "object"]);

/** Asks for the names only: on a streamed result, reading `usage` makes the SDK read the stream. */
function isStreamResult(result: Shape): boolean {
  return "textStream" in result && "fullStream" in result && "finishReason" in result;
}

function isWholeResult(result: Shape): boolean {
  return (
    !("textStream" in result) &&
    ["finishReason", "usage", "warnings", "response"].every((name) => name in result)
  );
}

class PartStream implements StreamReader {
  private latest: ResponseFacts = {};

  read(event: unknown): boolean {
    const part = shape(event);
    switch (part?.["type"]) {
      case "text-delta":
        return isText(part["text"]) || isText(part["textDelta"]);
      case "reasoning-delta":
      case "tool-input-start":
      case "tool-input-delta":
      case "tool-call":
      case "object":
        return true;
      case "finish-step":
      case "finish":
        this.latest = facts(
          this.latest,
          usageFacts(part["totalUsage"] ?? part["usage"]),
          stopFacts(part),
          { responseModel: word(shape(part["response"])?.["modelId"]) },
        );
        return false;
      default:
        return false;
    }
  }

  facts(): ResponseFacts {
    return this.latest;
  }
}

function stopFacts(result: Shape): ResponseFacts {
  return facts({
    finishReason: normalizeFinishReason(result["finishReason"]),
    refusal: result["rawFinishReason"] === "refusal" || undefined,
  });
}

function usageFacts(given: unknown): ResponseFacts {
  const usage = shape(given);
  const input = shape(usage?.["inputTokenDetails"]);
  const output = shape(usage?.["outputTokenDetails"]);
  return facts({
    inputTokens: count(usage?.["inputTokens"]),
    outputTokens: count(usage?.["outputTokens"]),
    // Version 5 has the two details beside the counts.
    cachedTokens: count(input?.["cacheReadTokens"]) ?? count(usage?.["cachedInputTokens"]),
    cacheWriteTokens: count(input?.["cacheWriteTokens"]),
    reasoningTokens: count(output?.["reasoningTokens"]) ?? count(usage?.["reasoningTokens"]),
  });
}
