import { SpanStatusCode } from "@opentelemetry/api";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { AggregationTemporality, type PushMetricExporter } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { callModel, costOf } from "./model-call";
import { FEATURE, MODEL, PROMPT_NAME, PROVIDER, TENANT_ID } from "./model-call";
import type { Variant } from "./variant";

const NAME = "opentelemetry";
const HOUR_MS = 3_600_000;

/** The same span and six metrics through OpenTelemetry's SDK. Its exporters send nothing. */
export function opentelemetry(): Variant {
  const exported = (_items: unknown, done: (result: { code: number }) => void) => done({ code: 0 });
  const nothing = () => Promise.resolve();
  const exporter: PushMetricExporter = {
    export: exported,
    forceFlush: nothing,
    shutdown: nothing,
    selectAggregationTemporality: () => AggregationTemporality.DELTA,
  };
  const spans = new NodeTracerProvider({
    spanProcessors: [new BatchSpanProcessor({ export: exported, shutdown: nothing })],
  });
  // Without a context manager no span would be active.
  spans.register();
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: HOUR_MS });
  const metrics = new MeterProvider({ readers: [reader] });
  return {
    name: NAME,
    call: instrumentedCall(spans, metrics),
    async flush() {
      await spans.forceFlush();
      await metrics.forceFlush();
    },
  };
}

function instrumentedCall(spans: NodeTracerProvider, metrics: MeterProvider) {
  const tracer = spans.getTracer("bench");
  const meter = metrics.getMeter("bench");
  const requests = meter.createCounter("llm.requests");
  const cacheHits = meter.createCounter("llm.cache_hits");
  const latency = meter.createHistogram("llm.latency_ms");
  const inputTokens = meter.createHistogram("llm.input_tokens");
  const outputTokens = meter.createHistogram("llm.output_tokens");
  const costUsd = meter.createHistogram("llm.estimated_cost_usd");

  return () =>
    tracer.startActiveSpan("llm.request", { attributes: SPAN_ATTRIBUTES }, async (span) => {
      const started = performance.now();
      try {
        const response = await callModel();
        const latencyMs = performance.now() - started;
        const { usage } = response;
        const cost = costOf(usage);
        span.setAttributes({
          "llm.latency_ms": latencyMs,
          "llm.input_tokens": usage.prompt_tokens,
          "llm.output_tokens": usage.completion_tokens,
          "llm.total_tokens": usage.total_tokens,
          "llm.estimated_cost_usd": cost,
          "llm.finish_reason": response.choices[0].finish_reason,
          "llm.status": "success",
          "llm.retry_count": 0,
        });
        requests.add(1, METRIC_ATTRIBUTES);
        cacheHits.add(1, METRIC_ATTRIBUTES);
        latency.record(latencyMs, METRIC_ATTRIBUTES);
        inputTokens.record(usage.prompt_tokens, METRIC_ATTRIBUTES);
        outputTokens.record(usage.completion_tokens, METRIC_ATTRIBUTES);
        costUsd.record(cost, METRIC_ATTRIBUTES);
        return response;
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
}

const METRIC_ATTRIBUTES = {
  provider: PROVIDER,
  model: MODEL,
  prompt_name: PROMPT_NAME,
  prompt_version: NAME,
  feature: FEATURE,
};

const SPAN_ATTRIBUTES = {
  "llm.provider": PROVIDER,
  "llm.model": MODEL,
  "llm.prompt_name": PROMPT_NAME,
  "llm.prompt_version": NAME,
  "llm.feature": FEATURE,
  "llm.tenant_id": TENANT_ID,
  "llm.streaming": false,
};
