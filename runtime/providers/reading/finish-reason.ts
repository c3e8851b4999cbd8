import { word } from "./values";

/** The providers' words for the ends that an operator tells apart; other words stay as they are. */
const NORMALISED = new Map<string, string>([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["STOP", "stop"],
  ["FINISH", "stop"],
  ["COMPLETE", "stop"],
  ["FINISHED", "stop"],
  ["max_tokens", "length"],
  ["max_output_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["MAX_TOKENS", "length"],
  ["LENGTH", "length"],
  ["tool_calls", "tool_call"],
  ["tool-calls", "tool_call"],
  ["tool_use", "tool_call"],
  ["function_call", "tool_call"],
  ["content-filter", "content_filter"],
  ["content_filtered", "content_filter"],
  ["guardrail_intervened", "content_filter"],
  ["refusal", "content_filter"],
  ["CONTENT_FILTERED", "content_filter"],
  ["SAFETY", "content_filter"],
  ["RECITATION", "content_filter"],
  ["BLOCKLIST", "content_filter"],
  ["PROHIBITED_CONTENT", "content_filter"],
  ["SPII", "content_filter"],
  ["IMAGE_SAFETY", "content_filter"],
  ["IMAGE_PROHIBITED_CONTENT", "content_filter"],
  ["IMAGE_RECITATION", "content_filter"],
  ["max_length", "length"],
  ["ERROR_LIMIT", "length"],
  ["ERROR_TOXIC", "content_filter"],
  ["TOOL_CALL", "tool_call"],
  ["requires_action", "tool_call"],
  ["eos", "stop"],
  ["eos_token", "stop"],
  ["ERROR", "error"],
  ["failed", "error"],
  ["malformed_model_output", "error"],
  ["malformed_tool_use", "error"],
  ["MALFORMED_FUNCTION_CALL", "error"],
  ["UNEXPECTED_TOOL_CALL", "error"],
  ["TOO_MANY_TOOL_CALLS", "error"],
]);

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

export function normalizeFinishReason(given: unknown): string | undefined {
  const reason = word(given);
  return reason === undefined ? undefined : (NORMALISED.get(reason) ?? reason);
}
