import { createTestTelemetry, llmMatchers } from "../../runtime/testing";
import { startLocalAgent } from "../../lab/agent";
import { ENDS } from "./support/ends";
import { PROMPT, service } from "./support/fixtures";
import { runService } from "./support/service-process";

expect.extend(llmMatchers);

it.each(ENDS)(
  "a call that %s finishes its span, so that its trace is sent",
  async (_way, act, tags) => {
    const telemetry = createTestTelemetry(service);
    await telemetry.llm
      .withPrompt(PROMPT, () => Promise.resolve().then(() => act(telemetry.llm)))
      .catch(() => undefined);
    expect(telemetry.spans.filter((span) => span.name === "llm.request")).toHaveLength(1);
    expect(telemetry).toHaveSpan("llm.request", tags);
    expect(telemetry).toHaveMetric("llm.requests", { model: "gpt-4.1" }, 1);
  },
);

it("the trace of every such call arrives at the agent, because one open span withholds it all", async () => {
  const agent = await startLocalAgent();
  try {
    await runService(agent, "ends");
    await agent.waitFor(
      () => agent.spans.filter(({ parentId }) => parentId === 0n).length === ENDS.length,
    );
    const traces = new Set(agent.spans.map(({ traceId }) => traceId));
    expect(traces.size).toBe(ENDS.length);
  } finally {
    await agent.close();
  }
}, 20_000);
