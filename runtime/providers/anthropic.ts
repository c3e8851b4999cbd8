import { observeEmitter } from "./reading/emitter";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { count, facts, isFunction, shape, sum, word } from "./reading/values";

/** Anthropic Messages, also as Bedrock's InvokeModel and Vertex AI serve them. */
export const anthropic: ResponseReader = {
  name: "anthropic",

  readResponse(response) {
    const message = shape(response);
    if (message?.["type"] !== "message" || message["role"] !== "assistant") return undefined;
    const usage = new AnthropicUsage();
    usage.add(message["usage"]);
    return facts(usage.facts(), stopFacts(message["stop_reason"]), {
      responseModel: word(message["model"]),
    });
  },

  startStream(firstEvent) {
    return shape(firstEvent)?.["type"] === "message_start" ? new MessageStream() : undefined;
  },

  observe(result, observer) {
    if (!isFunction(shape(result)?.["finalMessage"])) return false;
    return observeEmitter(result, ["streamEvent"], new MessageStream(), observer);
  },
};

class MessageStream implements StreamReader {
  private readonly usage = new AnthropicUsage();
  private stopReason: unknown;
  private model: string | undefined;

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
      default:
        return false;
    }
  }

  facts(): ResponseFacts {
    return facts(this.usage.facts(), stopFacts(this.stopReason), { responseModel: this.model });
  }
}

/** Counts of one message. A stream's later events repeat some of them, as running totals. */
class AnthropicUsage {
  private fresh: number | undefined;
  private cacheRead: number | undefined;
  private cacheWrite: number | undefined;
  private cacheWriteHour: number | undefined;
  private output: number | undefined;
  private thinking: number | undefined;

  add(given: unknown): void {
    const usage = shape(given);
    if (usage === undefined) return;
    this.fresh = count(usage["input_tokens"]) ?? this.fresh;
    this.cacheRead = count(usage["cache_read_input_tokens"]) ?? this.cacheRead;
    this.cacheWrite = count(usage["cache_creation_input_tokens"]) ?? this.cacheWrite;
    const written = shape(usage["cache_creation"]);
    this.cacheWriteHour = count(written?.["ephemeral_1h_input_tokens"]) ?? this.cacheWriteHour;
    this.output = count(usage["output_tokens"]) ?? this.output;
    const details = shape(usage["output_tokens_details"]);
    this.thinking = count(details?.["thinking_tokens"]) ?? this.thinking;
  }

  facts(): ResponseFacts {
    return facts({
      // `input_tokens` counts neither what the cache gave nor what it took.
      inputTokens:
        this.fresh === undefined ? undefined : sum(this.fresh, this.cacheRead, this.cacheWrite),
      outputTokens: this.output,
      cachedTokens: this.cacheRead,
      cacheWriteTokens: this.cacheWrite,
      cacheWriteHourTokens: this.cacheWriteHour,
      reasoningTokens: this.thinking,
    });
  }
}

function stopFacts(stopReason: unknown): ResponseFacts {
  return facts({
    finishReason: normalizeFinishReason(stopReason),
    refusal: stopReason === "refusal" || undefined,
  });
}
