import type { ErrorType } from "../../telemetry";
import { classifyData } from "../errors/classify";
import { observeEmitter } from "./reading/emitter";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import { count, facts, isFunction, positive, shape, sum, word, type Shape } from "./reading/values";

/** Anthropic Messages, also as Bedrock's InvokeModel and Vertex AI serve them. */
export const anthropic: ResponseReader = {
  name: "anthropic",

  readResponse(response) {
    const message = shape(response);
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

/** Counts of one message. A stream's later events repeat some of them, as running totals. */
class AnthropicUsage {
  private fresh: number | undefined;
  private cacheRead: number | undefined;
  private cacheWrite: number | undefined;
  private cacheWriteHour: number | undefined;
  private output: number | undefined;
  private thinking: number | undefined;
  private webSearches: number | undefined;
  private otherUnits: number | undefined;
  private tier: string | undefined;

  add(given: unknown): void {
    const usage = shape(given);
    if (usage === undefined) return;
    this.fresh = most(this.fresh, usage["input_tokens"]);
    this.cacheRead = most(this.cacheRead, usage["cache_read_input_tokens"]);
    this.cacheWrite = most(this.cacheWrite, usage["cache_creation_input_tokens"]);
    const written = shape(usage["cache_creation"]);
    this.cacheWriteHour = most(this.cacheWriteHour, written?.["ephemeral_1h_input_tokens"]);
    this.output = most(this.output, usage["output_tokens"]);
    const details = shape(usage["output_tokens_details"]);
    this.thinking = most(this.thinking, details?.["thinking_tokens"]);
    const tools = shape(usage["server_tool_use"]);
    this.webSearches = most(this.webSearches, tools?.["web_search_requests"]);
    this.otherUnits = most(this.otherUnits, tools?.["code_execution_requests"]);
    this.tier = tierOf(usage) ?? this.tier;
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
      webSearches: positive(this.webSearches),
      otherUnits: positive(this.otherUnits),
      serviceTier: this.tier,
    });
  }
}

/** Fast answers and a promised region have other prices, too. */
function tierOf(usage: Shape): string | undefined {
  if (usage["speed"] === "fast") return "fast";
  return serviceTier(usage["service_tier"]) ?? (usage["inference_geo"] === "us" ? "us" : undefined);
}

/** Facts of a usage that stands by itself. */
export function anthropicUsage(given: unknown): ResponseFacts {
  const usage = new AnthropicUsage();
  usage.add(given);
  return usage.facts();
}

/** The greater of two running totals: a later event may repeat less, or a 0. */
function most(before: number | undefined, given: unknown): number | undefined {
  const now = count(given);
  return now === undefined || (before ?? 0) > now ? before : now;
}

function stopFacts(stopReason: unknown): ResponseFacts {
  return facts({
    finishReason: normalizeFinishReason(stopReason),
    refusal: stopReason === "refusal" || undefined,
  });
}
