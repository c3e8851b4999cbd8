import type { ErrorType } from "../../telemetry";
import { classifyData } from "../errors/classify";
import { observeEmitter } from "./reading/emitter";
import { billedBesideTokens, isHostedShell, responsesUsage } from "./openai-responses-usage";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import { facts, isFunction, list, shape, word, type Shape } from "./reading/values";

/** OpenAI and Azure OpenAI Responses. */
export const openaiResponses: ResponseReader = {
  name: "openai-responses",

  readResponse(response) {
    const given = shape(response);
    // `object` alone would be read on the AI SDK's streamed object too, which makes a promise of it.
    if (given === undefined || !("output" in given)) return undefined;
    return OBJECTS.has(given["object"]) ? responseFacts(given) : undefined;
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

/** A compaction is a call of its own, and is billed as one. */
const OBJECTS = new Set<unknown>(["response", "response.compaction", "realtime.response"]);

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
  const output = list(response["output"]).map(shape);
  const failure = response["status"] === "failed" ? errorOf(response) : undefined;
  return facts(responsesUsage(shape(response["usage"])), {
    finishReason: finishReason(response, output),
    responseModel: word(response["model"]),
    refusal: output.some(isRefusal) || undefined,
    serviceTier: serviceTier(response["service_tier"] ?? response["serviceTier"]),
    ...billedBesideTokens(response, output),
    errorType: failure === undefined ? undefined : classifyData(failure),
  });
}

function finishReason(response: Shape, output: readonly (Shape | undefined)[]): string | undefined {
  switch (response["status"]) {
    case "completed":
      return output.some(isToolCall) ? "tool_call" : "stop";
    case "incomplete":
      return normalizeFinishReason(detailsOf(response)?.["reason"]);
    case "in_progress":
    case "queued":
      return undefined;
    default:
      return normalizeFinishReason(response["status"]);
  }
}

/** The Realtime interface has one field for all of them. */
function detailsOf(response: Shape): Shape | undefined {
  return shape(
    response["incomplete_details"] ?? response["incompleteDetails"] ?? response["status_details"],
  );
}

function errorOf(response: Shape): Shape | undefined {
  return shape(response["error"]) ?? shape(shape(response["status_details"])?.["error"]);
}

/** Calls that the application has to answer; hosted tools (web search…) end within the response. */
function isToolCall(item: Shape | undefined): boolean {
  const type = item?.["type"];
  if (type === "shell_call") return !isHostedShell(item);
  return TOOL_CALLS.has(type) || (type === "tool_search_call" && item?.["execution"] === "client");
}

const TOOL_CALLS = new Set<unknown>([
  ...["function_call", "custom_tool_call", "computer_call", "local_shell_call"],
  ...["apply_patch_call", "mcp_approval_request"],
]);

function isRefusal(item: Shape | undefined): boolean {
  return list(item?.["content"]).some((part) => shape(part)?.["type"] === "refusal");
}
