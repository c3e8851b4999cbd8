import {
  COMMON_SPAN_TAGS,
  METRICS,
  METRIC_NAMES,
  SPANS,
  type MetricName,
  type SpanName,
} from "../../telemetry";
import type { LlmTelemetry } from "../../runtime";
import {
  CHUNKS,
  COMPLETION,
  MODEL,
  PROMPT,
  RateLimitError,
  service,
  stream,
} from "./support/fixtures";
import { startTracedAgent, type TracedAgent } from "./support/traced-agent";

type Llm = LlmTelemetry<typeof service>;

let traced: TracedAgent;

beforeAll(async () => {
  traced = await startTracedAgent();
  const llm = traced.telemetry({ cardinality: { maxValues: 1 } });
  await produceEverything(llm);
  await llm.flush(5000);
  await traced.agent.waitFor(() => traced.agent.metrics.some(({ name }) => name === "llm.tasks"));
});
afterAll(() => traced.agent.close());

/** What an agent does in a bad and a good hour. */
async function produceEverything(llm: Llm): Promise<void> {
  const prompt = {
    ...PROMPT,
    variant: "treatment_b",
    tenantTier: "enterprise",
    tenantId: "tenant-7",
    userIdHash: "0123456789abcdef",
    environment: "canary",
    requestId: "req_9f3a",
  } as const;
  await llm.withPrompt(prompt, async () => {
    const measure = (found: readonly { readonly score: number }[]) => ({
      hitCount: found.length,
      topScore: found[0]?.score ?? 0,
    });
    const search = { index: "help_center", strategy: "hybrid", queryLength: 12, measure };
    await llm.retrieval(search, () => Promise.resolve([{ score: 0.82 }]));
    await llm.retrieval(search, () => Promise.resolve([]));
    await llm.retrieval(search, () => Promise.reject(new RateLimitError())).catch(() => undefined);
    llm.render((render) => render.set({ inputTokensEstimate: 1820 }));
    const badRender = () =>
      llm.render(() => {
        throw new Error("no template");
      });
    expect(badRender).toThrow("no template");
    await llm.request(MODEL, (request) => {
      request.set({ retries: 2, cachedTokens: 40, reasoningTokens: 8, refusal: true });
      return Promise.resolve(COMPLETION);
    });
    for await (const event of llm.request(MODEL, () => stream(CHUNKS))) void event;
    await llm.request(MODEL, () => Promise.reject(new RateLimitError())).catch(() => undefined);
    await llm.request(MODEL, () => Promise.resolve("an answer of no known shape"));
    await llm.tool({ name: "lookup_order" }, (tool) => Promise.resolve(tool.set({ retries: 1 })));
    await llm
      .tool({ name: "lookup_order" }, () => Promise.reject(new Error()))
      .catch(() => undefined);
    llm.validation({ schema: "support_triage_response" }, () => true);
    llm.validation({ schema: "support_triage_response", isValid: (valid) => valid }, () => false);
    const judged = { type: "llm_judge", score: 0.82, pass: true, confidence: 0.4 } as const;
    llm.evaluation({ name: "answer_correctness", ...judged, humanPass: false });
    llm.evaluation({ name: "answer_safety", ...judged, stage: "shadow" });
    llm.evaluation({ name: "tone", ...judged, score: NaN });
    llm.evaluation({ name: "tone", score: 0.5 });
    llm.feedback({ rating: "positive", score: 5 });
    llm.taskCompleted({ success: true });
  });
  // Two undeclared features in a tag that takes one.
  for (const feature of ["unheard_of", "unheard_of_too"]) {
    llm.withPrompt({ ...PROMPT, feature: feature as "search" }, () => llm.request(MODEL, () => 1));
  }
}

/** What dd-trace adds to every span by itself. */
const TRACER_META = [/^_dd\./, /^language$/, /^runtime-id$/, /^error\.(type|message|stack)$/];
const TRACER_METRICS = [/^_dd[._]/, /^process_id$/, /^_sampling_priority_v1$/, /^_top_level$/];

const beyond = (names: readonly string[], known: readonly string[], byTracer: readonly RegExp[]) =>
  names.filter((name) => !known.includes(name) && !byTracer.some((own) => own.test(name)));

describe.each(Object.keys(SPANS) as SpanName[])("spans named %s", (name) => {
  const spans = () => traced.agent.spans.filter((span) => span.name === name);
  const text: readonly string[] = [...COMMON_SPAN_TAGS, ...SPANS[name].tags];

  it("arrive with every tag of the contract, because dashboards filter by them", () => {
    const meta = new Set(spans().flatMap((span) => Object.keys(span.meta)));
    const numbers = new Set(spans().flatMap((span) => Object.keys(span.metrics)));
    expect(text.filter((tag) => !meta.has(tag))).toEqual([]);
    expect(SPANS[name].numbers.filter((tag) => !numbers.has(tag))).toEqual([]);
  });

  it("carry nothing outside the contract, because unknown tags may hold anything", () => {
    for (const span of spans()) {
      expect(beyond(Object.keys(span.meta), text, TRACER_META)).toEqual([]);
      expect(beyond(Object.keys(span.metrics), SPANS[name].numbers, TRACER_METRICS)).toEqual([]);
      expect(span.service).toBe(service.service);
    }
  });
});

describe.each(METRIC_NAMES)("the metric %s", (name) => {
  const points = () => traced.agent.metrics.filter((point) => point.name === name);

  it("arrives in its type with exactly its tags, because monitors group by them", () => {
    expect(points().length).toBeGreaterThan(0);
    for (const { type, tags } of points()) {
      expect(type).toBe(METRICS[name].type === "count" ? "c" : "d");
      expect(tags.map((tag) => tag.slice(0, tag.indexOf(":"))).sort()).toEqual(
        [...METRICS[name].tags].sort(),
      );
    }
  });
});

it("sends no other span and no other metric, because nobody would look at them", () => {
  const spans = traced.agent.spans.map(({ name }) => name).filter((name) => !(name in SPANS));
  const metrics = traced.agent.metrics
    .map(({ name }) => name)
    .filter((name) => !METRIC_NAMES.includes(name as MetricName))
    .filter((name) => !name.startsWith("datadog.dogstatsd.client."));
  expect({ spans, metrics }).toEqual({ spans: [], metrics: [] });
});

it("sends what the agent can read, with no malformed line", () => {
  expect(traced.agent.malformed).toMatchObject({ total: 0 });
});
