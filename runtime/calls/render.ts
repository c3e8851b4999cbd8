import type { CallKind, CallOptions } from "./call-kind";

/** What a prompt assembly can be told. */
export interface RenderFacts {
  /** Estimated tokens of the rendered prompt. */
  readonly inputTokensEstimate?: number | undefined;
}

/** The assembly of a prompt. */
export interface RenderOptions<R = unknown> extends CallOptions {
  /**
   * Measures the rendered prompt, whose text is never recorded.
   * @default - the numbers that the handle was given
   */
  readonly measure?: (rendered: Awaited<R>) => RenderFacts;
}

export const renderKind: CallKind<"prompt.render", RenderOptions<never>, RenderFacts> = {
  span: "prompt.render",
  facts: { inputTokensEstimate: "number" },
  resource: (_options, set) => set.values.prompt_name,
  read: (rendered, options) => options.measure?.(rendered as never),
  end: ({ facts, errorType }) => ({
    tags: {
      "prompt.input_tokens_estimate": facts.inputTokensEstimate,
      "llm.status": errorType === undefined ? "success" : "error",
      "llm.error_type": errorType,
    },
    verdict: errorType === undefined ? "good" : "failed",
  }),
};
