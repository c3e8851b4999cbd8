import type { LlmServiceDeclaration, ToolName } from "../../telemetry";
import type { CallKind, CallOptions } from "./call-kind";
import { FOLDED_TAG_VALUE } from "../tags/cardinality-guard";
import type { PromptContext } from "../prompt/scope";
import { spanText } from "../tags/text";

/** What a tool call can be told. */
export interface ToolFacts {
  /** Attempts after the first. */
  readonly retries?: number | undefined;
  /** The tool failed without throwing: it returned an error for the model to read. */
  readonly failed?: boolean | undefined;
}

/** An agent's tool call. */
export interface ToolOptions<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** The tool, as declared. */
  readonly name: ToolName<S>;
  /** The prompt that the call belongs to. @default that of the enclosing `withPrompt` */
  readonly prompt?: PromptContext<S>;
}

type GivenTool = CallOptions & { readonly name: unknown };

export const toolKind: CallKind<"tool.call", GivenTool, ToolFacts> = {
  span: "tool.call",
  facts: { retries: "number", failed: "boolean" },
  resource: (options) => spanText(options.name),

  end({ options, facts, set, latencyMs, errorType }, core) {
    const { metrics } = core.parts;
    const name = core.admit("tool", options.name, set);
    const tool = name.folded ? FOLDED_TAG_VALUE : name.stored;
    const failed = errorType !== undefined || facts.failed === true;
    metrics.count("llm.tool_calls", set, 1, { tool });
    if (failed) metrics.count("llm.tool_failures", set, 1, { tool });
    metrics.distribution("llm.tool_latency_ms", set, latencyMs, { tool });
    return {
      tags: {
        "tool.name": name.stored,
        "tool.status": failed ? "error" : "success",
        "tool.latency_ms": latencyMs,
        "tool.retry_count": facts.retries ?? 0,
        "llm.error_type": errorType,
      },
      verdict: failed ? "failed" : "good",
    };
  },
};
