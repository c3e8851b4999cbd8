import { classifyData } from "../errors/classify";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { count, facts, own, shape, sum, word, type Shape } from "./reading/values";

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

  read(event: unknown): boolean {
    const given = shape(event);
    const interaction = shape(given?.["interaction"]);
    if (interaction !== undefined) this.latest = facts(this.latest, interactionFacts(interaction));
    const error = given?.["event_type"] === "error" ? shape(given["error"]) : undefined;
    if (error !== undefined) this.latest = facts(this.latest, { errorType: classifyData(error) });
    return given?.["event_type"] === "content.delta";
  }

  facts(): ResponseFacts {
    return this.latest;
  }
}

function interactionFacts(interaction: Shape): ResponseFacts {
  const usage = shape(interaction["usage"]);
  const thoughts =
    count(usage?.["total_thought_tokens"]) ?? count(usage?.["total_reasoning_tokens"]);
  const status = word(interaction["status"]);
  return facts({
    inputTokens: sum(count(usage?.["total_input_tokens"]), count(usage?.["total_tool_use_tokens"])),
    outputTokens: sum(count(usage?.["total_output_tokens"]), thoughts),
    cachedTokens: count(usage?.["total_cached_tokens"]),
    reasoningTokens: thoughts,
    finishReason: status === "in_progress" ? undefined : normalizeFinishReason(status),
    responseModel: word(interaction["model"]),
  });
}
