import { classifyError } from "../errors/classify";
import { inspectError, read } from "../errors/inspect";
import { observeResultStream } from "./ai-sdk-result";
import { billingFacts, executedFacts } from "./ai-sdk-billing";
import { embedFacts } from "./ai-sdk-embed";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import {
  added,
  count,
  facts,
  greatest,
  isText,
  list,
  own,
  shape,
  word,
  type Shape,
} from "./reading/values";

/**
 * Vercel AI SDK: the results of `generateText`, `generateObject`, `streamText`, `streamObject` and
 * `embed`, the parts of a `fullStream`, and what a middleware sees of a model (`doGenerate`, `doStream`,
 * `doEmbed`). Usage is that of all steps, because all of them are paid for.
 */
export const aiSdk: ResponseReader = {
  name: "ai-sdk",

  readResponse(response) {
    const result = shape(response);
    if (result === undefined) return undefined;
    if (isWholeResult(result)) return resultFacts(result);
    return isModelResult(result) ? resultFacts(result) : embedFacts(result);
  },

  startStream(firstEvent) {
    const type = shape(firstEvent)?.["type"];
    return typeof type === "string" && FIRST_PARTS.has(type) ? new PartStream() : undefined;
  },

  streamIn(response) {
    const given = shape(response);
    const stream = given && own(given, "stream");
    return stream instanceof ReadableStream ? (stream as AsyncIterable<unknown>) : undefined;
  },

  /** `RetryError` says how often it tried, `NoObjectGeneratedError` what the answer cost. */
  readError(error) {
    const attempts = read(error, "errors");
    if (shape(read(error, "lastError")) && Array.isArray(attempts)) {
      return facts({ retries: Math.max(0, attempts.length - 1) });
    }
    const usage = shape(read(error, "usage"));
    if (usage === undefined || !("inputTokens" in usage)) return undefined;
    return facts(usageFacts(usage), {
      finishReason: normalizeFinishReason(read(error, "finishReason")),
      responseModel: word(read(read(error, "response"), "modelId")),
    });
  },

  observe(result, observer) {
    const given = shape(result);
    return given !== undefined && isStreamResult(given)
      ? observeResultStream(given, new PartStream(), observer)
      : false;
  },
};

const FIRST_PARTS = new Set([
  "start",
  "start-step",
  "stream-start",
  "response-metadata",
  "text-start",
  "text-delta",
  "object",
]);

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

/** What `doGenerate` of a model gives. */
function isModelResult(result: Shape): boolean {
  return (
    !("textStream" in result) &&
    "finishReason" in result &&
    "usage" in result &&
    Array.isArray(result["content"])
  );
}

function resultFacts(result: Shape): ResponseFacts {
  const steps = Array.isArray(result["steps"]) ? list(result["steps"]) : [result];
  const billing = steps.map(billingFacts).reduce(added, {});
  return facts(usageFacts(result["totalUsage"] ?? result["usage"]), stopFacts(result), billing, {
    responseModel: word(shape(result["response"])?.["modelId"]),
  });
}

class PartStream implements StreamReader {
  private latest: ResponseFacts = {};
  /** Of the steps that are over, and of tools in the one that is not. */
  private billing: ResponseFacts = {};
  private executed: ResponseFacts = {};

  read(event: unknown): boolean {
    const part = shape(event);
    switch (part?.["type"]) {
      case "text-delta":
        return isText(part["text"]) || isText(part["textDelta"]) || isText(part["delta"]);
      case "reasoning-delta":
      case "tool-input-start":
      case "tool-input-delta":
      case "object":
        return true;
      case "tool-call":
        this.executed = added(this.executed, executedFacts(part));
        return true;
      case "response-metadata":
        this.latest = facts(this.latest, { responseModel: word(part["modelId"]) });
        return false;
      case "error":
        this.latest = facts(this.latest, {
          errorType: classifyError(inspectError(part["error"])),
        });
        return false;
      case "finish-step":
      case "finish":
        this.endStep(part);
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

  /** The last step of `streamText` ends twice; only its first end says what was billed. */
  private endStep(part: Shape): void {
    const step = greatest(billingFacts(part), this.executed);
    this.billing = added(this.billing, step);
    this.executed = {};
  }

  facts(): ResponseFacts {
    return facts(this.latest, this.billing, this.executed);
  }
}

/** Version 3 of the models' interface has the provider's own word beside the common one. */
function stopFacts(result: Shape): ResponseFacts {
  const given = result["finishReason"];
  const both = shape(given);
  const raw = both === undefined ? result["rawFinishReason"] : both["raw"];
  return facts({
    finishReason: normalizeFinishReason(both === undefined ? given : both["unified"]),
    refusal: raw === "refusal" || undefined,
  });
}

function usageFacts(given: unknown): ResponseFacts {
  const usage = shape(given);
  const input = shape(usage?.["inputTokenDetails"]);
  const output = shape(usage?.["outputTokenDetails"]);
  // Version 3 of the models' interface has the details in place of the counts.
  const inputs = shape(usage?.["inputTokens"]);
  const outputs = shape(usage?.["outputTokens"]);
  return facts({
    inputTokens: count(usage?.["inputTokens"]) ?? count(inputs?.["total"]),
    outputTokens: count(usage?.["outputTokens"]) ?? count(outputs?.["total"]),
    // Version 5 has the two details beside the counts.
    cachedTokens:
      count(input?.["cacheReadTokens"]) ??
      count(usage?.["cachedInputTokens"]) ??
      count(inputs?.["cacheRead"]),
    cacheWriteTokens: count(input?.["cacheWriteTokens"]) ?? count(inputs?.["cacheWrite"]),
    reasoningTokens:
      count(output?.["reasoningTokens"]) ??
      count(usage?.["reasoningTokens"]) ??
      count(outputs?.["reasoning"]),
  });
}
