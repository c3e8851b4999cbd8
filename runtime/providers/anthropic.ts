import type { ErrorType } from "../../telemetry";
import { classifyData } from "../errors/classify";
import { AnthropicUsage, anthropicUsage } from "./anthropic-usage";
import { observeEmitter } from "./reading/emitter";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { facts, isFunction, own, shape, word, type Shape } from "./reading/values";

/** Anthropic Messages, also as Bedrock's InvokeModel and Vertex AI serve them. */
export const anthropic: ResponseReader = {
  name: "anthropic",

  readResponse(response) {
    const message = messageIn(shape(response));
    if (message?.["type"] !== "message" || message["role"] !== "assistant") return undefined;
    return facts(anthropicUsage(message["usage"]), stopFacts(message["stop_reason"]), {
      responseModel: word(message["model"]),
    });
  },

  startStream(firstEvent) {
    const type = shape(firstEvent)?.["type"];
    return type === "message_start" || type === "ping" ? new MessageStream() : undefined;
  },

  observe(result, observer) {
    if (!isFunction(shape(result)?.["finalMessage"])) return false;
    return observeEmitter(result, ["streamEvent"], new MessageStream(), observer);
  },
};

/** A message, or that of a line of a batch's results. */
function messageIn(given: Shape | undefined): Shape | undefined {
  const result = given && "custom_id" in given ? shape(own(given, "result")) : undefined;
  return shape(result?.["message"]) ?? given;
}

class MessageStream implements StreamReader {
  private readonly usage = new AnthropicUsage();
  private stopReason: unknown;
  private hasStopped = false;
  private model: string | undefined;
  private errorType: ErrorType | undefined;

  read(event: unknown): boolean {
    const given = shape(event);
    switch (given?.["type"]) {
      case "message_start": {
        const message = shape(given["message"]);
        this.model = word(message?.["model"]);
        this.usage.add(message?.["usage"]);
        return false;
      }
      case "message_delta":
        this.stopReason = shape(given["delta"])?.["stop_reason"] ?? this.stopReason;
        this.usage.add(given["usage"]);
        return false;
      case "content_block_start":
        // A tool call begins with its generated name; text and thinking begin empty.
        return shape(given["content_block"])?.["type"] === "tool_use";
      case "content_block_delta":
        return true;
      case "message_stop":
        this.hasStopped = true;
        return false;
      case "error":
        // The client throws it; whoever reads the stream by hand gets it as an event.
        this.errorType = classifyData(given["error"]);
        return false;
      default:
        return false;
    }
  }

  facts(): ResponseFacts {
    const { model: responseModel, errorType } = this;
    return facts(this.usage.facts(), stopFacts(this.stopReason), { responseModel, errorType });
  }

  isTruncated(): boolean {
    return !this.hasStopped && this.stopReason === undefined;
  }
}

function stopFacts(stopReason: unknown): ResponseFacts {
  return facts({
    finishReason: normalizeFinishReason(stopReason),
    refusal: stopReason === "refusal" || undefined,
  });
}
