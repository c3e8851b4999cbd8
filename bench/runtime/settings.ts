/**
 * The processes that the bench runs, and the variants that take turns in each.
 *
 * LLM Observability and a disabled tracer are settings of the whole process: LLM Observability looks at
 * every span that ends, also at those of the other variants. So each has a process of its own, in which
 * the variants that it is compared with run again.
 */
export const SETTINGS = {
  tracer: {
    env: {},
    variants: [
      "bare",
      "guide",
      "handwritten",
      "handwritten-cached-tags",
      "runtime",
      "opentelemetry",
    ],
  },
  llmobs: {
    env: {
      DD_LLMOBS_ENABLED: "true",
      DD_LLMOBS_ML_APP: "bench",
      DD_LLMOBS_AGENTLESS_ENABLED: "false",
    },
    variants: ["handwritten", "runtime", "llmobs"],
  },
  disabled: {
    env: { DD_TRACE_ENABLED: "false" },
    variants: ["bare", "handwritten", "runtime"],
  },
} as const satisfies Record<
  string,
  { readonly env: NodeJS.ProcessEnv; readonly variants: readonly string[] }
>;

export type Setting = keyof typeof SETTINGS;
export type VariantName = (typeof SETTINGS)[Setting]["variants"][number];
