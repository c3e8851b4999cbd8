import fc from "./fast-check";
import { isStoredForm, type LlmServiceInEnv } from "../../telemetry";

/** Names as Datadog stores them, odd ones included. */
const name = fc
  .stringMatching(/^[a-z0-9à-ü_./:-]{1,24}$/)
  .filter((text) => isStoredForm("prompt_version", text));

const feature = fc.record(
  {
    userFacing: fc.boolean(),
    streaming: fc.boolean(),
    retrieval: fc.record(
      { topScoreFloor: fc.integer({ min: -1e6, max: 1e6 }).map((micros) => micros / 1e6) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const release = fc
  .record({ baseline: name, candidate: name })
  .filter(({ baseline, candidate }) => baseline !== candidate);

const prompt = fc.record({ structuredOutput: fc.boolean(), release }, { requiredKeys: [] });

function named<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(name, value, { minKeys: 1, maxKeys: 3 });
}

const names = (minLength: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(name, { minLength, maxLength: 3 });

/** Any service that `defineLlmService` must accept. */
export const validService: fc.Arbitrary<LlmServiceInEnv> = fc.record(
  {
    service: name,
    env: name,
    team: name,
    description: fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("@", "at")),
    features: named(feature),
    prompts: named(prompt),
    models: named(names(1)),
    tools: names(0),
    evals: named(fc.constantFrom("correctness", "safety", "score")),
    promptVariants: names(0),
    tenantTiers: names(0),
  },
  { requiredKeys: ["service", "env", "team", "features", "prompts", "models"] },
);
