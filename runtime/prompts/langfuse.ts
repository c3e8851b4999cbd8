import { isList } from "../../telemetry";
import { read } from "../errors/inspect";
import type { RegistryPromptName } from "../prompt/scope";
import { resolvedPrompt, type PromptOptions, type ResolvedPrompt } from "./resolved";

/** What is read of a prompt of Langfuse's client. */
export interface LangfusePrompt {
  /** Name in the registry. */
  readonly name: string;
  /** The version that was resolved; of a fallback the one that was asked for, or 0. */
  readonly version: number;
  /** Labels of the version, or of a fallback the one that was asked for. */
  readonly labels: readonly string[];
  /** The registry did not answer, and the text is the application's own. */
  readonly isFallback: boolean;
}

/**
 * The prompt of `langfuse.prompt.get(…)`.
 *
 * @example
 * const prompt = await langfuse.prompt.get("answer");
 * llm.withPrompt({ ...promptFromLangfuse(prompt), feature: "chat" }, work);
 */
export function promptFromLangfuse<const N extends string = RegistryPromptName>(
  prompt: LangfusePrompt | null | undefined,
  options: PromptOptions<N> = {},
): ResolvedPrompt<N> {
  const isFallback = prompt === null || prompt === undefined || read(prompt, "isFallback") === true;
  const labels = read(prompt, "labels");
  return resolvedPrompt(
    {
      name: read(prompt, "name"),
      // The version of a fallback is a wish, and the text another.
      version: isFallback ? undefined : read(prompt, "version"),
      labels: isList(labels) ? labels : [],
      isFallback,
    },
    options,
  );
}
