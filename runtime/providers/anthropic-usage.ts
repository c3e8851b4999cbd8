import type { ResponseFacts } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import { added, count, facts, list, positive, shape, sum, type Shape } from "./reading/values";

/** Counts of one message. A stream's later events repeat some of them, as running totals. */
export class AnthropicUsage {
  private fresh: number | undefined;
  private cacheRead: number | undefined;
  private cacheWrite: number | undefined;
  private cacheWriteHour: number | undefined;
  private output: number | undefined;
  private thinking: number | undefined;
  private webSearches: number | undefined;
  private otherUnits: number | undefined;
  private tier: string | undefined;
  /** Of the summaries that the service made of the conversation: billed, and in none of the counts above. */
  private compactions: ResponseFacts = {};

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
    this.addIterations(list(usage["iterations"]).map(shape));
  }

  private addIterations(iterations: readonly (Shape | undefined)[]): void {
    if (iterations.length === 0) return;
    const compactions = iterations.filter((one) => one?.["type"] === "compaction");
    this.compactions = compactions.map(anthropicUsage).reduce(added, {});
    const ofOtherModels = iterations.filter((one) => OTHER_MODELS.has(one?.["type"]));
    this.otherUnits = most(this.otherUnits, ofOtherModels.length);
  }

  facts(): ResponseFacts {
    const messages = facts({
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
    return added(messages, this.compactions);
  }
}

/** What has the price of another model than the one that was asked for. */
const OTHER_MODELS = new Set<unknown>(["advisor_message", "fallback_message"]);

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
