import {
  COMMON_SPAN_TAGS,
  METRICS,
  METRIC_NAMES,
  SPANS,
  type MetricName,
  type SpanName,
} from "../../telemetry";
import { startLocalAgent, type LocalAgent } from "../../lab/agent";
import { service } from "./support/fixtures";
import { runService } from "./support/service-process";

let agent: LocalAgent;

beforeAll(async () => {
  agent = await startLocalAgent();
  await runService(agent, "everything");
  await agent.waitFor(() => agent.metrics.some(({ name }) => name === "llm.tasks"));
}, 20_000);
afterAll(() => agent.close());

/** What dd-trace adds to every span by itself. */
const TRACER_META = [
  /^manual\.keep$/,
  /^_dd\./,
  /^language$/,
  /^runtime-id$/,
  /^error\.(type|message|stack)$/,
];
const TRACER_METRICS = [/^_dd[._]/, /^process_id$/, /^_sampling_priority_v1$/, /^_top_level$/];

const beyond = (names: readonly string[], known: readonly string[], byTracer: readonly RegExp[]) =>
  names.filter((name) => !known.includes(name) && !byTracer.some((own) => own.test(name)));

describe.each(Object.keys(SPANS) as SpanName[])("spans named %s", (name) => {
  const spans = () => agent.spans.filter((span) => span.name === name);
  const text: readonly string[] = [...COMMON_SPAN_TAGS, ...SPANS[name].tags];

  it("arrive with every tag of the contract: services/everything.ts sets a new one", () => {
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
  const points = () => agent.metrics.filter((point) => point.name === name);

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

it("links a late evaluation to the request, whose trace was sent before", () => {
  const late = agent.spans.find(({ meta }) => meta["eval.type"] === "late");
  const linked = agent.spans.find(({ spanId }) => spanId === late?.links[0]?.spanId);
  expect(linked?.name).toBe("llm.request");
  expect(late?.links[0]?.traceId).toBe(linked?.traceId);
  expect(late?.traceId).not.toBe(linked?.traceId);
});

it("sends no other span and no other metric, because nobody would look at them", () => {
  const spans = agent.spans.map(({ name }) => name).filter((name) => !(name in SPANS));
  const metrics = agent.metrics
    .map(({ name }) => name)
    .filter((name) => !METRIC_NAMES.includes(name as MetricName))
    .filter((name) => !name.startsWith("datadog.dogstatsd.client."));
  expect({ spans, metrics }).toEqual({ spans: [], metrics: [] });
});

it("sends what the agent can read, with no malformed line", () => {
  expect(agent.malformed).toMatchObject({ total: 0 });
});
