import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { CANARY } from "../support/canaries";
import { runService, wire } from "../support/service-process";

let agent: LocalAgent;
let printed: readonly string[];

beforeAll(async () => {
  agent = await startLocalAgent();
  printed = await runService(agent, "prompt-registries", [], {
    DD_API_KEY: "test",
    DD_LLMOBS_PROMPTS_FILE_CACHE_ENABLED: "false",
  });
  await agent.waitFor(() => agent.spans.length >= 7);
}, 60_000);
afterAll(() => agent.close());

function tagsOf(requestId: string): Readonly<Record<string, string | undefined>> {
  const span = agent.spans.find(({ meta }) => meta["request_id"] === requestId);
  return {
    name: span?.meta["llm.prompt_name"],
    version: span?.meta["llm.prompt_version"],
    environment: span?.meta["llm.prompt_environment"],
  };
}

describe("a prompt of a registry's real client", () => {
  const name = "support_triage";

  it.each([
    ["promptlayer", { name, version: "12", environment: "prod" }],
    ["promptlayer-missing", { name, version: "fallback", environment: undefined }],
    ["langfuse", { name, version: "4", environment: "production" }],
    ["langfuse-fallback", { name, version: "fallback", environment: undefined }],
    ["datadog", { name, version: "7", environment: undefined }],
    ["datadog-fallback", { name, version: "fallback-2026-06-01", environment: undefined }],
  ])("%s: its version is the one that was resolved", (requestId, expected) => {
    expect(tagsOf(requestId)).toEqual(expected);
  });

  it("counts as a version of its own where it is a fallback", async () => {
    const requests = () => agent.metrics.filter(({ name }) => name === "llm.requests");
    await agent.waitFor(() => requests().length > 0);
    const tags = requests().flatMap((metric) => metric.tags);
    expect(tags).toEqual(
      expect.arrayContaining(["prompt_version:fallback", "prompt_version:fallback-2026-06-01"]),
    );
  });

  it("never sends its text", () => {
    expect(wire(agent)).not.toContain(CANARY);
  });
});

describe("a request that PromptLayer recorded", () => {
  it("is found from the span, and the trace from it", () => {
    const span = agent.spans.find(({ meta }) => meta["request_id"] === "linked");
    expect(span?.meta["llm.prompt_request_id"]).toBe("991");
    const told = JSON.parse(printed[0]!) as { metadata: Record<string, string> };
    expect(told).toMatchObject({ request_id: 991 });
    const { "dd.trace_id": traceId, "dd.span_id": spanId } = told.metadata;
    expect(BigInt(`0x${spanId}`)).toBe(span?.spanId);
    expect(BigInt(`0x${traceId?.slice(16)}`)).toBe(span?.traceId);
  });
});
