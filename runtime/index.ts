export type { CallHandle, OpenCall } from "./calls/runner";
export type { CardinalityOptions } from "./tags/cardinality-guard";
export type { Clock } from "./safety/clock";
export type { PromptContext, RegistryPromptName } from "./prompt/scope";
export * from "./cost";
export type { KeepOptions } from "./dd-trace/keep";
export type { ErrorMessages } from "./errors/describe";
export type { Evaluation } from "./events/evaluation";
export type { Feedback, TaskOutcome } from "./events/feedback";
export { consoleLogger, winstonLogger, type Logger } from "./safety/loggers";
export type { LlmTelemetryOptions } from "./options";
export type * from "./providers/reading/provider";
export type { RenderFacts, RenderOptions } from "./calls/render";
export type { OpenRequest, RequestHandle, RequestOptions } from "./calls/request";
export type { RequestFacts } from "./calls/request-facts";
export type { RequestRef } from "./prompt/request-ref";
export type { RetrievalFacts, RetrievalOptions } from "./calls/retrieval";
export type { ShadowContext, ShadowOptions, ShadowResult, ShadowScore } from "./shadow/options";
export { createLlmTelemetry, type LlmTelemetry } from "./telemetry";
export type { ToolFacts, ToolOptions } from "./calls/tool";
export type {
  DatadogScope,
  DatadogSpan,
  DatadogTracer,
  DogStatsD,
  SpanOptions,
} from "./dd-trace/tracer";
export { hashUserId } from "./user-id";
export type { ValidationFacts, ValidationOptions } from "./calls/validation";
