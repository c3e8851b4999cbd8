import { classifyError } from "../errors/classify";
import { inspectError, read } from "../errors/inspect";
import { observeResultStream } from "./ai-sdk-result";
import { otherFacts } from "./ai-sdk-other";
import { executedFacts } from "./ai-sdk-billing";
import { stepFacts, usageFacts } from "./ai-sdk-usage";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { addedAll, facts, isText, list, own, shape, word, type Shape } from "./reading/values";

/**
 * Vercel AI SDK: the results of `generateText`, `generateObject`, `streamText`, `streamObject` and of
 * what is no chat (`embed`, `rerank`, `generateImage`…), the parts of a `fullStream`, and what a middleware sees of a model (`doGenerate`, `doStream`,
 * `doEmbed`). Usage is that of all steps, because all of them are paid for.
 */
export const aiSdk: ResponseReader = {
  name: "ai-sdk",

  readResponse(response) {
    const result = shape(response);
    if (result === undefined) return undefined;
    if (isWholeResult(result)) return resultFacts(result);
    return isModelResult(result) ? resultFacts(result) : otherFacts(result);
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
    if (usage === undefined || !("inputTokens" in usage || "promptTokens" in usage)) {
      return undefined;
    }
    return facts(stepFacts({ usage }), {
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
  const usage = result["totalUsage"] ?? result["usage"];
  const steps = list(own(result, "steps")).map((step) => stepFacts(shape(step) ?? {}));
  const used = steps.length > 0 ? addedAll(steps) : stepFacts(result);
  return facts(usageFacts(usage), used, stopFacts(result), modelFacts(result));
}

function modelFacts(result: Shape): ResponseFacts {
  return facts({ responseModel: word(shape(result["response"])?.["modelId"]) });
}

class PartStream implements StreamReader {
  private latest: ResponseFacts = {};
  private readonly steps: ResponseFacts[] = [];
  /** Calls of tools in the step under way, and what came of those that the provider ran. */
  private calls: unknown[] = [];

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
        this.calls.push(part);
        return true;
      case "tool-result":
        if (part["providerExecuted"] === true) this.calls.push(part);
        return false;
      case "response-metadata":
        this.latest = facts(this.latest, { responseModel: word(part["modelId"]) });
        return false;
      case "error":
        this.latest = facts(this.latest, {
          errorType: classifyError(inspectError(part["error"])),
        });
        return false;
      case "finish-step":
        this.endStep(part);
        this.latest = facts(this.latest, stopFacts(part), modelFacts(part));
        return false;
      case "finish":
        // A model's own stream has no steps.
        if (this.steps.length === 0) this.endStep(part);
        this.latest = facts(
          this.latest,
          usageFacts(part["totalUsage"]),
          cutFacts(part, this.steps),
          stopFacts(part),
          modelFacts(part),
        );
        return false;
      default:
        return false;
    }
  }

  private endStep(part: Shape): void {
    this.steps.push(stepFacts({ ...part, content: this.calls }));
    this.calls = [];
  }

  facts(): ResponseFacts {
    return facts(this.latest, addedAll(this.steps), executedFacts(this.calls));
  }
}

/** Until version 7, a provider that hung up leaves an end without a word of its own, and nothing counted. */
function cutFacts(part: Shape, steps: readonly ResponseFacts[]): ResponseFacts {
  const { unified, raw } = reasonsOf(part);
  const isWordless = (unified === "other" || unified === "unknown") && raw === undefined;
  const isCounted = steps.some(({ outputTokens }) => outputTokens !== undefined);
  return isWordless && !isCounted ? { errorType: "provider" } : {};
}

/** Version 3 of the models' interface has the provider's own word beside the common one. */
function reasonsOf(result: Shape): { readonly unified: unknown; readonly raw: unknown } {
  const given = result["finishReason"];
  const both = shape(given);
  if (both === undefined) return { unified: given, raw: result["rawFinishReason"] };
  return { unified: both["unified"], raw: both["raw"] };
}

function stopFacts(result: Shape): ResponseFacts {
  const { unified, raw } = reasonsOf(result);
  return facts({
    finishReason: normalizeFinishReason(unified),
    refusal: raw === "refusal" || undefined,
  });
}
