import {
  REQUEST_LOG_EVENT,
  type MetricName,
  type RequestLogField,
  type SpanName,
} from "../../telemetry";
import type { LlmServiceDeclaration } from "../../telemetry";
import type { TestTelemetry } from "./test-telemetry";

/** A part of the tags that are expected. */
type Expected = Readonly<Record<string, unknown>>;
type Recorded = Pick<TestTelemetry<LlmServiceDeclaration>, "spans" | "metrics" | "logs">;

interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/**
 * Jest matchers over a `TestTelemetry`. Tags are compared as far as they are given.
 *
 * @example
 * expect.extend(llmMatchers);
 * expect(telemetry).toHaveMetric("llm.tool_failures", { tool: "lookup_order" });
 */
export const llmMatchers = {
  /** A span of this name ended, with these tags. */
  toHaveSpan(telemetry: Recorded, name: SpanName, tags: Expected = {}): MatcherResult {
    const spans = telemetry.spans.filter((span) => span.name === name);
    return result(
      `a span ${name}`,
      tags,
      spans.map((span) => span.tags),
      [...new Set(telemetry.spans.map((span) => span.name))],
    );
  },

  /** A metric point of this name was sent, with these tags; `value` is compared where it is given. */
  toHaveMetric(
    telemetry: Recorded,
    name: MetricName,
    tags: Expected = {},
    value?: number,
  ): MatcherResult {
    const points = telemetry.metrics.filter((metric) => metric.name === name);
    const expected = value === undefined ? tags : { ...tags, value };
    return result(
      `a metric ${name}`,
      expected,
      points.map((point) => ({ ...point.tags, value: point.value })),
      [...new Set(telemetry.metrics.map((metric) => metric.name))],
    );
  },

  /** The record of a request was logged, with these fields. */
  toHaveLoggedRequest(
    telemetry: Recorded,
    fields: Readonly<Partial<Record<RequestLogField, unknown>>> = {},
  ): MatcherResult {
    const requests = telemetry.logs.filter((log) => log.message === REQUEST_LOG_EVENT);
    return result(
      "a logged request",
      fields,
      requests.map((log) => log.record),
      [...new Set(telemetry.logs.map((log) => log.message))],
    );
  },
};

function result(
  subject: string,
  expected: Expected,
  candidates: readonly Expected[],
  allNames: readonly string[],
): MatcherResult {
  const pass = candidates.some((found) => differences(expected, found).length === 0);
  return {
    pass,
    message: () => {
      const wanted = `${subject} with ${JSON.stringify(expected)}`;
      if (pass) return `Expected no ${wanted}, but there is one.`;
      if (candidates.length === 0) {
        return `Expected ${wanted}; there is none. Recorded: ${allNames.join(", ") || "nothing"}.`;
      }
      const shown = candidates.map(
        (found, index) => `  ${index + 1}. ${differences(expected, found).join("; ")}`,
      );
      return `Expected ${wanted}. There are ${candidates.length}, and they differ:\n${shown.join("\n")}`;
    },
  };
}

function differences(expected: Expected, found: Expected): string[] {
  return Object.entries(expected)
    .filter(([tag, value]) => !Object.is(found[tag], value))
    .map(([tag, value]) => `${tag} is ${JSON.stringify(found[tag])}, not ${JSON.stringify(value)}`);
}

/** The matchers as a test calls them; `R` is what the runner's matchers return. */
export interface LlmMatchers<R> {
  /** A span of this name ended, with these tags. */
  toHaveSpan(name: SpanName, tags?: Expected): R;
  /** A metric point of this name was sent, with these tags; `value` is compared where it is given. */
  toHaveMetric(name: MetricName, tags?: Expected, value?: number): R;
  /** The record of a request was logged, with these fields. */
  toHaveLoggedRequest(fields?: Readonly<Partial<Record<RequestLogField, unknown>>>): R;
}

declare global {
  // Jest's own types have their matchers in a global namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Matchers<R> extends LlmMatchers<R> {}
  }
}
