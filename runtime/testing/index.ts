export { llmMatchers, type LlmMatchers } from "./matchers";
export type { RecordedMetric, RecordedSpan } from "./recording-tracer";
export { createTestTelemetry, type RecordedLog, type TestTelemetry } from "./test-telemetry";
