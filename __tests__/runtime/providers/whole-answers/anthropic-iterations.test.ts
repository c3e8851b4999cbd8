import { readsWholly } from "./answers";

const claude = (usage: object) => ({ type: "message", role: "assistant", usage });
const counts = { input_tokens: 23_000, output_tokens: 1000 };
const compaction = { type: "compaction", input_tokens: 180_000, output_tokens: 3500 };

/** By the client's types, and the documentation that they quote. */
readsWholly([
  [
    // Anthropic's docs on compaction; pydantic-ai#5065, litellm#27060.
    "Claude's compaction, which its counts leave out",
    claude({ ...counts, iterations: [compaction, { type: "message", ...counts }] }),
    { inputTokens: 203_000, outputTokens: 4500 },
  ],
  [
    "Claude's advisor, which is another model",
    claude({ ...counts, iterations: [{ type: "advisor_message", model: "m", ...counts }] }),
    { inputTokens: 23_000, outputTokens: 1000, otherUnits: 1 },
  ],
  [
    "the model that answered in Claude's place",
    claude({ ...counts, iterations: [{ type: "fallback_message", model: "m", ...counts }] }),
    { inputTokens: 23_000, outputTokens: 1000, otherUnits: 1 },
  ],
  [
    "a line of the results of Claude's batch",
    {
      custom_id: "c",
      result: { type: "succeeded", message: claude({ ...counts, service_tier: "batch" }) },
    },
    { inputTokens: 23_000, outputTokens: 1000, serviceTier: "batch" },
  ],
]);
