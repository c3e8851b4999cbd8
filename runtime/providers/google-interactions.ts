import { classifyData } from "../errors/classify";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import {
  added,
  count,
  facts,
  list,
  own,
  positive,
  shape,
  sum,
  word,
  type Shape,
} from "./reading/values";

/** Google Gemini Interactions. */
export const googleInteractions: ResponseReader = {
  name: "google-interactions",

  readResponse(response) {
    const given = shape(response);
    return given !== undefined && isInteraction(given) ? interactionFacts(given) : undefined;
  },

  startStream(firstEvent) {
    const type = shape(firstEvent)?.["event_type"];
    return typeof type === "string" && type.startsWith("interaction.")
      ? new InteractionEvents()
      : undefined;
  },
};

function isInteraction(given: Shape): boolean {
  const usage = shape(own(given, "usage"));
  return (
    own(given, "object") === "interaction" || (usage !== undefined && "total_input_tokens" in usage)
  );
}

class InteractionEvents implements StreamReader {
  private latest: ResponseFacts = {};
  /** Of steps, for a last event that counts nothing. */
  private steps: ResponseFacts = {};
  private hasEnded = false;

  read(event: unknown): boolean {
    const given = shape(event);
    const type = given?.["event_type"];
    const interaction = shape(given?.["interaction"]);
    if (interaction !== undefined) this.latest = facts(this.latest, interactionFacts(interaction));
    if (type === "interaction.status_update") {
      this.latest = facts(this.latest, { finishReason: endOf(given?.["status"]) });
    }
    if (type === "step.stop") this.steps = added(this.steps, usageFacts(given?.["step_usage"]));
    const error = type === "error" ? (shape(given?.["error"]) ?? {}) : undefined;
    if (error !== undefined) this.latest = facts(this.latest, { errorType: classifyData(error) });
    this.hasEnded ||= ENDS.has(type) || this.latest.finishReason !== undefined;
    return type === "content.delta" || type === "step.delta";
  }

  facts(): ResponseFacts {
    return facts(this.steps, this.latest);
  }

  isTruncated(): boolean {
    return !this.hasEnded && this.latest.errorType === undefined;
  }
}

/** The older name first. */
const ENDS = new Set<unknown>(["interaction.complete", "interaction.completed"]);

function interactionFacts(interaction: Shape): ResponseFacts {
  const error = shape(list(interaction["errors"])[0]);
  return facts(usageFacts(interaction["usage"]), {
    finishReason: endOf(interaction["status"]),
    responseModel: word(interaction["model"]),
    serviceTier: serviceTier(interaction["service_tier"]),
    errorType:
      interaction["status"] === "failed" && error !== undefined ? classifyData(error) : undefined,
  });
}

const UNDER_WAY = new Set(["in_progress", "queued"]);
const CUT = new Set(["incomplete", "requires_continuation"]);

function endOf(given: unknown): string | undefined {
  const status = word(given);
  if (status === undefined || UNDER_WAY.has(status)) return undefined;
  return CUT.has(status) ? "length" : normalizeFinishReason(status);
}

function usageFacts(given: unknown): ResponseFacts {
  const usage = shape(given);
  const thoughts =
    count(usage?.["total_thought_tokens"]) ?? count(usage?.["total_reasoning_tokens"]);
  const grounded = (type: string) => ofType(usage?.["grounding_tool_count"], "type", type, "count");
  const output = usage?.["output_tokens_by_modality"];
  return facts({
    inputTokens: sum(count(usage?.["total_input_tokens"]), count(usage?.["total_tool_use_tokens"])),
    outputTokens: sum(count(usage?.["total_output_tokens"]), thoughts),
    cachedTokens: count(usage?.["total_cached_tokens"]),
    reasoningTokens: thoughts,
    inputAudioTokens: ofType(usage?.["input_tokens_by_modality"], "modality", "audio", "tokens"),
    outputAudioTokens: ofType(output, "modality", "audio", "tokens"),
    outputImageTokens: ofType(output, "modality", "image", "tokens"),
    webSearches: grounded("google_search"),
    otherUnits: sum(grounded("google_maps"), grounded("retrieval")),
  });
}

function ofType(items: unknown, name: string, type: string, field: string): number | undefined {
  const found = list(items)
    .map(shape)
    .filter((item) => word(item?.[name])?.toLowerCase() === type);
  return sum(...found.map((item) => positive(item?.[field])));
}
