import { observeEmitter } from "./reading/emitter";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
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
    return isEventType(event?.["type"]) ? new ResponsesStream() : undefined;
  },

  observe(result, observer) {
    if (!isFunction(shape(result)?.["finalResponse"])) return false;
    return observeEmitter(result, ["event"], new ResponsesStream(), observer);
  },
};

function isEventType(type: unknown): type is string {
  return typeof type === "string" && type.startsWith("response.");
}

class ResponsesStream implements StreamReader {
  private latest: ResponseFacts = {};
  private refused = false;

  read(event: unknown): boolean {
    const given = shape(event);
    const type = given?.["type"];
    if (given === undefined || !isEventType(type)) return false;
    const response = shape(given["response"]);
    if (response !== undefined) this.latest = responseFacts(response);
    this.refused ||= type === "response.refusal.delta" || type === "response.refusal.done";
    return type.endsWith(".delta");
  }

  facts(): ResponseFacts {
    return facts(this.latest, { refusal: this.refused || undefined });
  }
}

function responseFacts(response: Shape): ResponseFacts {
  const usage = shape(response["usage"]);
  const output = list(response["output"]).map(shape);
  return facts({
    inputTokens: count(usage?.["input_tokens"]),
    outputTokens: count(usage?.["output_tokens"]),
    cachedTokens: count(shape(usage?.["input_tokens_details"])?.["cached_tokens"]),
    reasoningTokens: count(shape(usage?.["output_tokens_details"])?.["reasoning_tokens"]),
    finishReason: finishReason(response, output),
    responseModel: word(response["model"]),
    refusal: output.some(isRefusal) || undefined,
  });
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
