import type { LlmServiceDeclaration } from "../telemetry";
import type { CardinalityOptions } from "./tags/cardinality-guard";
import type { Clock } from "./safety/clock";
import type { PriceSource } from "./cost";
import type { ErrorMessages } from "./errors/describe";
import type { KeepOptions } from "./dd-trace/keep";
import type { Logger } from "./safety/loggers";
import type { ResponseReader } from "./providers";
import type { DatadogTracer } from "./dd-trace/tracer";

/** Options of `createLlmTelemetry`. */
export interface LlmTelemetryOptions<S extends LlmServiceDeclaration> {
  /** dd-trace, version 5 or 6, initialised before the clients are loaded. */
  readonly tracer: DatadogTracer;
  /** The declaration that the service's monitors and dashboards are made from. */
  readonly service: S;
  /**
   * Takes one record per request, and warnings. A plain `console` is taken for `consoleLogger()`.
   * @default - no records; warnings about the set-up go to the console, once
   */
  readonly logger?: Logger;
  /** Where costs come from; `false` for none. @default createPriceSource() */
  readonly prices?: PriceSource | false;
  /** Readers of answers that the built-in ones do not know; they are asked first. @default none */
  readonly readers?: readonly ResponseReader[];
  /**
   * What of an error's message is recorded. Messages quote prompts and answers.
   * @default "omitted"
   */
  readonly errorMessages?: ErrorMessages;
  /** Patterns of the organisation's own secrets, beside the built-in ones. @default none */
  readonly redact?: readonly RegExp[];
  /**
   * Puts the prompt's name and version, the feature and the variant on the spans of Datadog's own LLM
   * product, which dd-trace makes where that is switched on (`DD_LLMOBS_ENABLED`). It is billed apart,
   * and what its plugins record of prompts and answers is up to its own settings. @default false
   */
  readonly llmObservability?: boolean;
  /** Bounds of the metric tags. @default - those of `CardinalityOptions` */
  readonly cardinality?: CardinalityOptions;
  /** A judge less sure than this marks its evaluation for a person to look at. @default 0.7 */
  readonly lowConfidenceBelow?: number;
  /**
   * Marks the span of an evaluation with `pass: false` as an error (`error: 1`), like those of failed
   * calls, validations and tools. Off, because a judge's no is mostly no fault of the software, and
   * Datadog counts the spans with an error of every service.
   * @default false
   */
  readonly failedEvaluationsAreErrors?: boolean;
  /**
   * Keeps the traces of what went wrong, whatever dd-trace's sampling decided: failed calls, invalid
   * output, refusals, evaluations that did not pass, negative feedback, retrievals below the floor of
   * their feature. `false` leaves all to dd-trace. Metrics count every call in any case.
   * @default { perSecond: 10 }
   */
  readonly keep?: KeepOptions | false;
  /**
   * Milliseconds without a sign of life after which a call ends: a stream that nobody reads, a promise
   * that never settles. @default 600000
   */
  readonly abandonAfterMs?: number;
  /** Monotonic milliseconds. @default performance.now */
  readonly clock?: Clock;
}
