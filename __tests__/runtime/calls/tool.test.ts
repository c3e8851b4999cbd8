import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { manualClock, service } from "../support/fixtures";

expect.extend(llmMatchers);

const tool = "lookup_order";

it("times a tool's call, which failed nothing", () => {
  const clock = manualClock();
  const telemetry = createTestTelemetry(service, { clock });
  telemetry.llm.tool({ name: tool }, (call) => {
    clock.advance(40);
    call.set({ retries: 2 });
  });
  expect(telemetry).toHaveMetric("llm.tool_calls", { tool }, 1);
  expect(telemetry).toHaveMetric("llm.tool_latency_ms", { tool }, 40);
  expect(telemetry).not.toHaveMetric("llm.tool_failures");
  expect(telemetry.spans[0]).toMatchObject({ resource: tool, error: false });
  expect(telemetry.spans[0]?.tags).toMatchObject({
    "tool.name": tool,
    "tool.status": "success",
    "tool.latency_ms": 40,
    "tool.retry_count": 2,
  });
});

it("counts a failure that a tool returned for the model to read", () => {
  const telemetry = createTestTelemetry(service);
  telemetry.llm.tool({ name: tool }, (call) => call.set({ failed: true }));
  expect(telemetry).toHaveMetric("llm.tool_failures", { tool }, 1);
  expect(telemetry.spans[0]).toMatchObject({ error: true, kept: true });
  expect(telemetry.spans[0]?.tags).toMatchObject({
    "tool.status": "error",
    "tool.retry_count": 0,
  });
  expect(telemetry.spans[0]?.tags).not.toHaveProperty("llm.error_type");
});

it("counts a failure that a tool threw, with its type", async () => {
  const telemetry = createTestTelemetry(service);
  const error = new DOMException("late", "TimeoutError");
  await expect(telemetry.llm.tool({ name: tool }, () => Promise.reject(error))).rejects.toBe(error);
  expect(telemetry).toHaveMetric("llm.tool_failures", { tool }, 1);
  expect(telemetry.spans[0]).toMatchObject({ error: true });
  expect(telemetry.spans[0]?.tags).toMatchObject({
    "tool.status": "error",
    "llm.error_type": "timeout",
  });
});
