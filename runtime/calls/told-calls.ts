import { channel } from "node:diagnostics_channel";

/** What is told of a call that ended, to whoever listens in the same process: numbers, and no text. */
export interface ToldCall {
  /** As Datadog stores it. */
  readonly promptName: string;
  readonly promptVersion: string;
  /** Of a model call. */
  readonly request?: {
    /** Absent where nobody read the answer. */
    readonly latencyMs: number | undefined;
    readonly inputTokens?: number | undefined;
    readonly outputTokens?: number | undefined;
    /** Absent where the price is not known. */
    readonly costUsd?: number | undefined;
  };
  /** Of a validation: whether the output was valid. */
  readonly valid?: boolean;
}

/** `datadog-llm evaluate` listens: an evaluation knows tokens and costs without being told. */
export const TOLD_CALLS = channel("datadog-llm:call");

export function tellCall({ prompt_name, prompt_version }: PromptTags, told: ToldFacts): void {
  const message: ToldCall = { promptName: prompt_name, promptVersion: prompt_version, ...told };
  TOLD_CALLS.publish(message);
}

type ToldFacts = Omit<ToldCall, "promptName" | "promptVersion">;
type PromptTags = Readonly<Record<"prompt_name" | "prompt_version", string>>;
