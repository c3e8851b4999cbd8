import type { CallKind, CallOptions } from "./call-kind";
import { spanText } from "../tags/text";
import { TOLD_CALLS, tellCall } from "./told-calls";

/** What a validation can be told. */
export interface ValidationFacts {
  /** The verdict of a validator that returns it. @default whether the function returned */
  readonly valid?: boolean | undefined;
}

/** A schema check, policy check or parser of an answer. */
export interface ValidationOptions<R = unknown> extends CallOptions {
  /** Schema that the output is held to. */
  readonly schema: string;
  /**
   * Reads the verdict from what the validator returned.
   * @default - valid unless it throws
   * @example (result) => result.success
   */
  readonly isValid?: (result: Awaited<R>) => boolean;
}

export const validationKind: CallKind<
  "output.validation",
  ValidationOptions<never>,
  ValidationFacts
> = {
  span: "output.validation",
  facts: { valid: "boolean" },
  resource: (options) => spanText(options.schema),

  read: (result, options) =>
    options.isValid === undefined ? undefined : { valid: options.isValid(result as never) },

  end({ options, facts, set, errorType }, core) {
    const { metrics } = core.parts;
    const valid = errorType === undefined && facts.valid !== false;
    metrics.count("llm.json_checks", set, 1);
    if (!valid) {
      metrics.count("llm.json_invalid", set, 1);
      // Whatever a parser throws, what failed is the validation.
      metrics.count("llm.errors", set, 1, { operation: "chat", error_type: "validation" });
    }
    if (TOLD_CALLS.hasSubscribers) tellCall(set.values, { valid });
    return {
      tags: {
        json_valid: String(valid),
        schema_name: spanText(options.schema),
        "llm.status": valid ? "success" : "error",
        "llm.error_type": valid ? undefined : "validation",
      },
      verdict: valid ? "good" : "failed",
    };
  },
};
