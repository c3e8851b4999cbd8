import { anthropicUsage } from "./anthropic-usage";
import { google } from "./google";
import { openaiUsage } from "./openai-usage";
import type { ResponseFacts } from "./reading/provider";
import { facts, shape } from "./reading/values";

/** What costs something beside the tokens that every framework counts. */
const BESIDE: readonly (keyof ResponseFacts)[] = [
  "cacheWriteHourTokens",
  "inputAudioTokens",
  "outputAudioTokens",
  "inputImageTokens",
  "outputImageTokens",
  "webSearches",
  "fileSearches",
  "otherUnits",
  "serviceTier",
  "costUsd",
];

/**
 * What a provider's own usage says that a framework, which hands it on beside its own counts, leaves
 * out of those. Whose usage it is nobody says, but no two providers name these fields alike.
 */
export function billedBeside(usage: unknown): ResponseFacts {
  const raw = shape(usage);
  if (raw === undefined) return {};
  const said = facts(
    openaiUsage(raw),
    google.readResponse({ usageMetadata: raw }) ?? {},
    anthropicUsage(raw),
  );
  return Object.fromEntries(
    BESIDE.filter((name) => said[name] !== undefined).map((name) => [name, said[name]]),
  );
}
