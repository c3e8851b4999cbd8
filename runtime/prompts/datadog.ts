import { read } from "../errors/inspect";
import type { RegistryPromptName } from "../prompt/scope";
import { resolvedPrompt, type PromptOptions, type ResolvedPrompt } from "./resolved";

/** What is read of a prompt of Datadog's registry. */
export interface DatadogPrompt {
  /** Name in the registry. */
  readonly id: string;
  /** The version that was resolved; of a fallback its own, or `fallback`. */
  readonly version: string;
  /** Where it came from: `fallback` where that was the application. */
  readonly source: string;
}

/**
 * The prompt of `tracer.llmobs.prompts.getPrompt(…)`.
 *
 * @example
 * const prompt = await tracer.llmobs.prompts.getPrompt("answer", { fallback });
 * llm.withPrompt({ ...promptFromDatadog(prompt), feature: "chat" }, work);
 */
export function promptFromDatadog<const N extends string = RegistryPromptName>(
  prompt: DatadogPrompt | null | undefined,
  options: PromptOptions<N> = {},
): ResolvedPrompt<N> {
  return resolvedPrompt(
    {
      name: read(prompt, "id"),
      version: read(prompt, "version"),
      isFallback: prompt === null || prompt === undefined || read(prompt, "source") === "fallback",
    },
    options,
  );
}
