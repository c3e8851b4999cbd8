import fc from "../../support/fast-check";
import { parseMetricLine } from "../../../lab/agent/metric-line";
import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { packerOf } from "../../../runtime/dd-trace/packer";
import { NO_TRACER } from "../../../runtime/dd-trace/tracer";
import { SeriesTags } from "../../../runtime/tags/series";
import { createTestTelemetry } from "../../../runtime/testing";
import { COMPLETION, MODEL, PROMPT, service } from "../support/fixtures";
import { runService } from "../support/service-process";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** dd-trace as far as it is asked, with the lines that its client would write. */
function ddTrace() {
  const lines: string[] = [];
  const write =
    (type: string) =>
    (metric: string, value?: unknown, tags: string[] = []) => {
      lines.push(`${metric}:${String(value)}|${type}|#${tags.join(",")}`);
    };
  const flush = jest.fn();
  const dogstatsd = { increment: write("c"), distribution: write("d"), flush };
  const tracer = { ...NO_TRACER, dogstatsd, _tracer: { _exporter: { export: () => undefined } } };
  return { lines, flush, tracer, points: () => lines.map((line) => parseMetricLine(line)) };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const values = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e15 });
const point = fc.record({
  metric: fc.constantFrom("llm.requests", "llm.errors", "llm.latency_ms", "llm.estimated_cost_usd"),
  tags: fc.constantFrom("a:1", "a:2"),
  value: values,
});

it("loses no point and writes what the agent reads, in lines that fit its packets", () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 300 }), (given) => {
      const { tracer, points, lines } = ddTrace();
      const packer = packerOf(tracer)!;
      const tags = { "a:1": new SeriesTags(["a:1", "b:x"]), "a:2": new SeriesTags(["a:2"]) };
      const isCount = (metric: string) => metric === "llm.requests" || metric === "llm.errors";
      for (const { metric, tags: name, value } of given) {
        const series = tags[name].of(metric);
        if (isCount(metric)) packer.count(series, Math.ceil(value / 1e10));
        else packer.distribution(series, value);
      }
      jest.advanceTimersByTime(1000);
      expect(points().filter(({ malformed }) => malformed !== undefined)).toEqual([]);
      expect(Math.max(0, ...lines.map(({ length }) => length))).toBeLessThan(512);
      for (const { metric, tags: name } of given) {
        const sent = points().filter(
          (line) => line.point?.name === metric && line.point.tags.includes(name),
        );
        const expected = given
          .filter((one) => one.metric === metric && one.tags === name)
          .map(({ value }) => value);
        const arrived = sent.flatMap((line) => line.point?.values ?? []);
        if (!isCount(metric)) expect(arrived).toEqual(expected);
        else expect(sum(arrived)).toBe(sum(expected.map((value) => Math.ceil(value / 1e10))));
      }
    }),
  );
});

it("hands over within a second, and before whoever flushes dd-trace's client", () => {
  const { tracer, lines, flush } = ddTrace();
  const series = new SeriesTags([]).of("llm.requests");
  packerOf(tracer)!.count(series, 1);
  expect(lines).toHaveLength(0);
  tracer.dogstatsd.flush();
  expect(lines).toHaveLength(1);
  expect(flush).toHaveBeenCalledTimes(1);
  packerOf(tracer)!.count(series, 1);
  jest.advanceTimersByTime(1000);
  expect(lines).toHaveLength(2);
});

it("leaves no listener and no timer behind, because telemetry must not keep a process alive", () => {
  const before = process.listenerCount("beforeExit");
  const { tracer } = ddTrace();
  packerOf(tracer)!.count(new SeriesTags([]).of("llm.requests"), 1);
  expect(process.listenerCount("beforeExit")).toBe(before + 1);
  jest.advanceTimersByTime(1000);
  expect(process.listenerCount("beforeExit")).toBe(before);
  expect(jest.getTimerCount()).toBe(0);
});

it("hands over and flushes when the process has nothing left to do", () => {
  const { tracer, lines, flush } = ddTrace();
  packerOf(tracer)!.count(new SeriesTags([]).of("llm.requests"), 1);
  process.listeners("beforeExit").at(-1)!(0);
  expect(lines).toHaveLength(1);
  expect(flush).toHaveBeenCalledTimes(1);
});

it("keeps a bounded number of series waiting, whatever values their tags take", () => {
  const { tracer, lines } = ddTrace();
  for (let value = 0; value < 2000; value++) {
    packerOf(tracer)!.count(new SeriesTags([`a:${value}`]).of("llm.requests"), 1);
  }
  expect(lines).toHaveLength(2000);
});

it("shares one packer between telemetries, and has none for what stands in for dd-trace", () => {
  const { tracer } = ddTrace();
  expect(packerOf(tracer)).toBe(packerOf(tracer));
  expect(packerOf(NO_TRACER)).toBeUndefined();
  const telemetry = createTestTelemetry(service);
  telemetry.llm.withPrompt(PROMPT, () => telemetry.llm.request(MODEL, () => COMPLETION));
  expect(telemetry.metrics.find(({ name }) => name === "llm.requests")?.value).toBe(1);
});

describe("a process that ends", () => {
  const CALLS = 700;
  let agent: LocalAgent;
  beforeEach(async () => {
    jest.useRealTimers();
    agent = await startLocalAgent({ maxMetrics: 100_000 });
  });
  afterEach(() => agent.close());

  it.each(["by itself", "flush", "client", "timer"])(
    "has sent every point: %s",
    async (end) => {
      await runService(agent, "counting", [String(CALLS), end]);
      const of = (name: string) =>
        agent.metrics.filter((metric) => metric.name === name).flatMap((metric) => metric.values);
      await agent.waitFor(() => sum(of("llm.requests")) >= CALLS);
      expect(sum(of("llm.requests"))).toBe(CALLS);
      expect(sum(of("app.calls"))).toBe(CALLS);
      expect(of("llm.latency_ms")).toHaveLength(CALLS);
      expect(of("llm.input_tokens")).toEqual(Array(CALLS).fill(120));
      expect(agent.malformed).toMatchObject({ total: 0 });
      // Far fewer lines than points: that is what packing is for.
      expect(agent.metrics.filter(({ name }) => name === "llm.input_tokens").length).toBeLessThan(
        CALLS / 10,
      );
    },
    30_000,
  );

  it("loses by process.exit without a flush what dd-trace loses of the application's own", async () => {
    await runService(agent, "counting", ["20", "exit"]);
    expect(agent.metrics).toEqual([]);
    expect(agent.spans).toEqual([]);
  }, 30_000);
});
