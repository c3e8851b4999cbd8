import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseReader } from "./reading/provider";
import { count, facts, own, positive, shape, sum, word } from "./reading/values";

/** Genkit's `generate`. */
export const genkit: ResponseReader = {
  name: "genkit",

  readResponse(response) {
    const given = shape(response);
    const usage = given && shape(own(given, "usage"));
    if (given === undefined || usage === undefined || !isGenerated(given)) return undefined;
    const thoughts = count(usage["thoughtsTokens"]);
    return facts({
      inputTokens: count(usage["inputTokens"]),
      // Thoughts are apart, as in Gemini's own counts.
      outputTokens: sum(count(usage["outputTokens"]), thoughts),
      cachedTokens: count(usage["cachedContentTokens"]),
      reasoningTokens: thoughts,
      otherUnits: positive(usage["outputImages"]) ?? positive(usage["outputVideos"]),
      finishReason: normalizeFinishReason(given["finishReason"]),
      responseModel: word(given["model"]),
    });
  },

  startStream: () => undefined,
};

function isGenerated(given: object): boolean {
  return "message" in given && "request" in given && "finishReason" in given;
}
