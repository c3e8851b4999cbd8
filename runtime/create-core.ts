import type { LlmServiceDeclaration } from "../telemetry";
import { CardinalityGuard } from "./tags/cardinality-guard";
import { guardedClock } from "./safety/clock";
import { PromptScopes } from "./prompt/scope";
import { Core } from "./core";
import { createPriceSource, type PriceSource } from "./cost";
import { Declaration } from "./tags/declaration";
import { ErrorDescriber } from "./errors/describe";
import { inspectError } from "./errors/inspect";
import { Guard } from "./safety/guard";
import { Keeper } from "./dd-trace/keep";
import { LlmObservability } from "./dd-trace/llm-observability";
import { loggerOf } from "./safety/loggers";
import { Metrics } from "./dd-trace/metrics";
import { Notices } from "./safety/notices";
import { OpenCalls } from "./safety/open-calls";
import type { LlmTelemetryOptions } from "./options";
import { Redactor } from "./errors/redaction";
import { Spans } from "./dd-trace/spans";
import { TagSets } from "./tags/tag-sets";

const ABANDON_AFTER_MS = 600_000;
const LOW_CONFIDENCE_BELOW = 0.7;

/** Puts the runtime's parts together. */
export function createCore(options: LlmTelemetryOptions<LlmServiceDeclaration>): Core {
  const { tracer } = options;
  const logger = loggerOf(options.logger);
  const guard = new Guard();
  const clock = guardedClock(options.clock, guard);
  const notices = new Notices(logger, guard);
  const declaration = new Declaration(options.service);
  const tagSets = new TagSets(declaration, new CardinalityGuard(options.cardinality ?? {}, clock));
  const metrics = new Metrics(tracer, guard);
  guard.reportTo((collaborator, error) => {
    metrics.dropped("internal", tagSets.unknown);
    notices.once(
      `failed ${collaborator}`,
      `Telemetry lost something: the ${collaborator} failed.`,
      {
        collaborator,
        error: inspectError(error).names[0] ?? typeof error,
      },
    );
  });
  const redactor = new Redactor(options.redact ?? [], guard);
  return new Core({
    tracer,
    guard,
    clock,
    declaration,
    notices,
    tagSets,
    metrics,
    logger,
    scopes: new PromptScopes(
      options.llmObservability === true ? new LlmObservability(tracer, guard) : undefined,
    ),
    spans: new Spans(tracer, guard),
    errors: new ErrorDescriber(options.errorMessages ?? "omitted", redactor),
    keeper: new Keeper(options.keep ?? {}, clock),
    openCalls: new OpenCalls(options.abandonAfterMs ?? ABANDON_AFTER_MS, clock),
    prices: priceSource(options.prices),
    readers: options.readers ?? [],
    lowConfidenceBelow: options.lowConfidenceBelow ?? LOW_CONFIDENCE_BELOW,
    failedEvaluationsAreErrors: options.failedEvaluationsAreErrors ?? false,
  });
}

function priceSource(given: PriceSource | false | undefined): PriceSource | undefined {
  return given === false ? undefined : (given ?? createPriceSource());
}
