import { setTimeout as sleep } from "node:timers/promises";
import { createTestTelemetry, llmMatchers, type TestTelemetry } from "../../../runtime/testing";
import { COMPLETION, MODEL, PROMPT, service } from "../support/fixtures";

expect.extend(llmMatchers);

let telemetry: TestTelemetry<typeof service>;
beforeEach(() => {
  telemetry = createTestTelemetry(service);
});

const ask = () => telemetry.llm.request(MODEL, () => Promise.resolve(COMPLETION));
const versionOf = (index: number) => telemetry.spans[index]?.tags["llm.prompt_version"];

it("reaches calls after await, in timers and in callbacks, because none of them repeat the prompt", async () => {
  await telemetry.llm.withPrompt(PROMPT, async () => {
    await sleep(1);
    await ask();
    await new Promise<void>((resolve) => {
      setImmediate(() => void ask().then(() => resolve()));
    });
  });
  expect(telemetry.spans.map((span) => span.tags["llm.prompt_version"])).toEqual([
    PROMPT.version,
    PROMPT.version,
  ]);
});

it("reaches a generator that is consumed outside, because answers are streamed from one", async () => {
  const answer = telemetry.llm.withPrompt(PROMPT, async function* () {
    await ask();
    yield 1;
    await ask();
  });
  for await (const part of answer) void part;
  expect([versionOf(0), versionOf(1)]).toEqual([PROMPT.version, PROMPT.version]);
});

it("keeps prompts that run at the same time apart", async () => {
  const versions = ["1", "2", "3"];
  await Promise.all(
    versions.map((version) =>
      telemetry.llm.withPrompt({ ...PROMPT, version }, async () => {
        await sleep(1);
        await ask();
      }),
    ),
  );
  expect(telemetry.spans.map((span) => span.tags["llm.prompt_version"]).sort()).toEqual(versions);
});

it("nests: an inner prompt has its own version and variant, and the outer one's tenant", async () => {
  const outer = {
    ...PROMPT,
    variant: "treatment_b",
    tenantTier: "enterprise",
    tenantId: "t-1",
  } as const;
  await telemetry.llm.withPrompt(outer, async () => {
    await telemetry.llm.withPrompt({ ...PROMPT, name: "summary", version: "7" }, ask);
    await ask();
  });
  expect(telemetry.spans[0]?.tags).toMatchObject({
    "llm.prompt_name": "summary",
    "llm.prompt_version": "7",
    "llm.tenant_id": "t-1",
    "llm.tenant_tier": "enterprise",
  });
  expect(telemetry.spans[0]?.tags).not.toHaveProperty("llm.prompt_variant");
  expect(telemetry.spans[1]?.tags).toMatchObject({
    "llm.prompt_version": PROMPT.version,
    "llm.prompt_variant": "treatment_b",
  });
});

describe("provider and model of what surrounds a request", () => {
  const tool = () => telemetry.llm.tool({ name: "lookup_order" }, () => 1);

  it("are the latest request's of the same prompt", async () => {
    await telemetry.llm.withPrompt(PROMPT, async () => {
      await ask();
      tool();
      telemetry.llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () => COMPLETION);
      tool();
    });
    const models = telemetry.spans
      .filter((span) => span.name === "tool.call")
      .map((span) => span.tags["llm.model"]);
    expect(models).toEqual(["gpt-4.1", "claude-sonnet-4"]);
  });

  it("are the ones that the prompt names, because a retrieval comes before the request", () => {
    telemetry.llm.withPrompt({ ...PROMPT, provider: "anthropic", model: "claude-sonnet-4" }, tool);
    expect(telemetry).toHaveSpan("tool.call", { "llm.provider": "anthropic" });
  });

  it("are the service's only model where it has one", () => {
    const single = { ...service, models: { openai: ["gpt-4.1"] } } as const;
    const { llm, ...recorded } = createTestTelemetry(single);
    llm.withPrompt(PROMPT, () => llm.tool({ name: "lookup_order" }, () => 1));
    expect(recorded).toHaveSpan("tool.call", { "llm.model": "gpt-4.1" });
  });

  it("are unknown before the first request, and not reported: nothing is wrong", () => {
    telemetry.llm.withPrompt(PROMPT, tool);
    expect(telemetry).toHaveSpan("tool.call", { "llm.model": "unknown" });
    expect(telemetry).not.toHaveMetric("llm.telemetry_undeclared");
  });
});

it("nests the spans of what runs inside a request under it, as HTTP spans would be", async () => {
  await telemetry.llm.withPrompt(PROMPT, () =>
    telemetry.llm.request(MODEL, async () => {
      await sleep(1);
      telemetry.llm.tool({ name: "lookup_order" }, () => 1);
      return COMPLETION;
    }),
  );
  const tool = telemetry.spans.find((span) => span.name === "tool.call");
  expect(tool?.parent?.name).toBe("llm.request");
});

it("runs the body of a streamed request inside its span, although it is read outside", async () => {
  const answer = telemetry.llm.request(MODEL, async function* () {
    await sleep(1);
    telemetry.llm.tool({ name: "lookup_order" }, () => 1);
    yield 1;
  });
  for await (const part of answer) void part;
  const tool = telemetry.spans.find((span) => span.name === "tool.call");
  expect(tool?.parent?.name).toBe("llm.request");
});

it("reports what is not declared, on every call in a metric and once in the log", async () => {
  const prompt = { ...PROMPT, feature: "suport_agent" as "support_agent" };
  await telemetry.llm.withPrompt(prompt, async () => {
    await ask();
    await ask();
  });
  expect(telemetry).toHaveMetric("llm.requests", { feature: "suport_agent" });
  expect(telemetry.metrics.filter(({ name }) => name === "llm.telemetry_undeclared")).toHaveLength(
    2,
  );
  expect(telemetry.logs.filter(({ level }) => level === "warn")).toEqual([
    expect.objectContaining({
      record: { field: "feature", value: "suport_agent", service: "support-agent" },
    }),
  ]);
});

it("reports a request outside of any prompt, because no alert on prompts would see it", async () => {
  await ask();
  expect(telemetry).toHaveMetric("llm.telemetry_undeclared", { field: "prompt_name" });
  expect(telemetry).toHaveMetric("llm.requests", {
    prompt_version: "unknown",
    tenant_tier: "none",
  });
});
