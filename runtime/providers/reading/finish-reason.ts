import { word } from "./values";

/** The providers' words for the ends that an operator tells apart, in lower case with underscores. */
const WORDS = {
  stop: [
    ...["stop", "end_turn", "stop_sequence", "finish", "finished", "complete", "completed"],
    ...["eos", "eos_token", "endoftext"],
  ],
  length: [
    ...[
      "length",
      "max_tokens",
      "max_output_tokens",
      "max_completion_tokens",
      "max_prompt_tokens",
      "max_length",
      "model_length",
      "error_limit",
    ],
    "model_context_window_exceeded",
  ],
  tool_call: ["tool_call", "tool_calls", "tool_use", "function_call", "requires_action"],
  content_filter: [
    ...["content_filter", "content_filtered", "guardrail_intervened", "refusal", "safety", "spii"],
    ...[
      "recitation",
      "blocklist",
      "prohibited_content",
      "model_armor",
      "error_toxic",
      "sensitive",
      "blocked",
    ],
    ...["image_safety", "image_prohibited_content", "image_recitation"],
  ],
  error: [
    ...["error", "failed", "network_error", "timeout", "insufficient_system_resource"],
    // The AI SDK's, of a stream that its provider cut off.
    "interrupted",
    ...["malformed_model_output", "malformed_tool_use", "malformed_function_call"],
    ...["malformed_response", "missing_thought_signature"],
    ...["unexpected_tool_call", "too_many_tool_calls"],
  ],
};

const NORMALISED = new Map(
  Object.entries(WORDS).flatMap(([normal, words]) => words.map((one) => [one, normal] as const)),
);

/** What stands for "not yet": Alibaba's `null` is a text. */
const NONE = new Set(["null", "finish_reason_unspecified"]);

/** From the best to the worst; an unknown word is worse than a good end and better than a cut. */
const SEVERITY = ["stop", "tool_call", "", "length", "content_filter", "error"];

/** Of several choices the worst end counts, in whatever order they come. */
export function worstFinishReason(reasons: Iterable<string | undefined>): string | undefined {
  let worst: string | undefined;
  for (const reason of reasons) {
    if (reason === undefined) continue;
    if (worst === undefined || severity(reason) > severity(worst)) worst = reason;
  }
  return worst;
}

function severity(reason: string): number {
  const known = SEVERITY.indexOf(reason);
  return known === -1 ? SEVERITY.indexOf("") : known;
}

/** Words that are not known stay as they are. */
export function normalizeFinishReason(given: unknown): string | undefined {
  const reason = word(given);
  if (reason === undefined) return undefined;
  const known = reason.toLowerCase().replaceAll("-", "_");
  return NONE.has(known) ? undefined : (NORMALISED.get(known) ?? reason);
}
