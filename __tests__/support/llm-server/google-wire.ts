import type { ServerSentEvent } from "./replies";

/** 120 prompt tokens (40 of them cached), 22 of answer and 8 of thought. */
const GEMINI_USAGE = {
  promptTokenCount: 120,
  cachedContentTokenCount: 40,
  candidatesTokenCount: 22,
  thoughtsTokenCount: 8,
  totalTokenCount: 150,
};

export const GEMINI_MODEL = "gemini-2.5-flash";

export function contentResponse(
  parts: readonly unknown[] = [{ text: "Hello" }],
  finishReason: string | undefined = "STOP",
): Record<string, unknown> {
  return {
    candidates: [{ index: 0, content: { role: "model", parts }, finishReason }],
    usageMetadata: GEMINI_USAGE,
    modelVersion: GEMINI_MODEL,
    responseId: "r1",
  };
}

/** A prompt that a safety filter stopped: no candidate, no output. */
export const BLOCKED_RESPONSE = {
  promptFeedback: { blockReason: "SAFETY" },
  usageMetadata: { promptTokenCount: 120, totalTokenCount: 120 },
  modelVersion: GEMINI_MODEL,
};

export function contentStream(): ServerSentEvent[] {
  const early = { promptTokenCount: 120, cachedContentTokenCount: 40, totalTokenCount: 120 };
  return [
    { data: { ...contentResponse([{ text: "Hel" }], undefined), usageMetadata: early } },
    { data: contentResponse([{ text: "lo" }]) },
  ];
}
