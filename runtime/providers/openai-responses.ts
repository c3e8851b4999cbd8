import type { ErrorType } from "../../telemetry";
import { classifyData } from "../errors/classify";
import { observeEmitter } from "./reading/emitter";
import { costOf } from "./openai-usage";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import { count, facts, isFunction, list, shape, word, type Shape } from "./reading/values";

/** OpenAI and Azure OpenAI Responses. */
export const openaiResponses: ResponseReader = {
  name: "openai-responses",

  readResponse(response) {
    const given = shape(response);
    // `object` alone would be read on the AI SDK's streamed object too, which makes a promise of it.
    if (given === undefined || !("output" in given)) return undefined;
    return given["object"] === "response" ? responseFacts(given) : undefined;
  },

  startStream(firstEvent) {
    const event = shape(firstEvent);
    if (event === undefined) return undefined;
    return isEventType(event["type"]) || isErrorEvent(event) ? new ResponsesStream() : undefined;
  },

  observe(result, observer) {
    if (!isFunction(shape(result)?.["finalResponse"])) return false;
    return observeEmitter(result, ["event"], new ResponsesStream(), observer);
  },
};

function isEventType(type: unknown): type is string {
  return typeof type === "string" && type.startsWith("response.");
}

/** An error in place of an end; the client hands it on as an event of its own. */
function isErrorEvent(event: Shape): boolean {
  return event["type"] === "error" && ("code" in event || "error" in event);
}

const ENDS = new Set([
  // Of the Realtime interface.
  "response.done",
  "response.completed",
  "response.failed",
  "response.incomplete",
  "response.cancelled",
]);

class ResponsesStream implements StreamReader {
  private latest: ResponseFacts = {};
  private refused = false;
  private hasEnded = false;
  private errorType: ErrorType | undefined;

  read(event: unknown): boolean {
    const given = shape(event);
    const type = given?.["type"];
    if (given === undefined) return false;
    if (isErrorEvent(given)) this.errorType = classifyData(given["error"] ?? given);
    if (!isEventType(type)) return false;
    this.hasEnded ||= ENDS.has(type);
    const response = shape(given["response"]);
    if (response !== undefined) this.latest = responseFacts(response);
    this.refused ||= type === "response.refusal.delta" || type === "response.refusal.done";
    return type.endsWith(".delta");
  }

  facts(): ResponseFacts {
    return facts(this.latest, {
      refusal: this.refused || undefined,
      errorType: this.errorType ?? this.latest.errorType,
    });
  }

  isTruncated(): boolean {
    return !this.hasEnded && this.errorType === undefined;
  }
}

function responseFacts(response: Shape): ResponseFacts {
  const usage = shape(response["usage"]);
  const input = shape(usage?.["input_tokens_details"]);
  const output = list(response["output"]).map(shape);
  const failure = response["status"] === "failed" ? shape(response["error"]) : undefined;
  return facts({
    inputTokens: count(usage?.["input_tokens"]),
    outputTokens: count(usage?.["output_tokens"]),
    cachedTokens: count(input?.["cached_tokens"]),
    cacheWriteTokens: count(input?.["cache_write_tokens"]),
    reasoningTokens: count(shape(usage?.["output_tokens_details"])?.["reasoning_tokens"]),
    finishReason: finishReason(response, output),
    responseModel: word(response["model"]),
    refusal: output.some(isRefusal) || undefined,
    serviceTier: serviceTier(response["service_tier"]),
    costUsd: usage && costOf(usage),
    webSearches: many(output, isWebSearch),
    fileSearches: many(output, (item) => item?.["type"] === "file_search_call"),
    otherUnits: many(output, (item) => BILLED_TOOLS.has(item?.["type"])),
    errorType: failure === undefined ? undefined : classifyData(failure),
  });
}

/** Hosted tools that are billed by the container or the image. */
const BILLED_TOOLS = new Set<unknown>(["code_interpreter_call", "image_generation_call"]);

/** To open or search in a page that was found costs nothing. */
function isWebSearch(item: Shape | undefined): boolean {
  if (item?.["type"] !== "web_search_call") return false;
  const action = shape(item["action"])?.["type"];
  return action === undefined || action === "search";
}

function many(
  output: readonly (Shape | undefined)[],
  isOne: (item: Shape | undefined) => boolean,
): number | undefined {
  return output.filter(isOne).length || undefined;
}

function finishReason(response: Shape, output: readonly (Shape | undefined)[]): string | undefined {
  switch (response["status"]) {
    case "completed":
      return output.some(isToolCall) ? "tool_call" : "stop";
    case "incomplete":
      return normalizeFinishReason(shape(response["incomplete_details"])?.["reason"]);
    case "in_progress":
    case "queued":
      return undefined;
    default:
      return normalizeFinishReason(response["status"]);
  }
}

/** Calls that the application has to answer; hosted tools (web search…) end within the response. */
function isToolCall(item: Shape | undefined): boolean {
  return item?.["type"] === "function_call" || item?.["type"] === "custom_tool_call";
}

function isRefusal(item: Shape | undefined): boolean {
  return list(item?.["content"]).some((part) => shape(part)?.["type"] === "refusal");
}
