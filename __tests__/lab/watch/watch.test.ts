import { supportAgent } from "../../../examples/services";
import { monitorsOfStack, type LocalAgent } from "../../../lab";
import type { MetricPoint, Span } from "../../../lab/agent";
import { Watch } from "../../../lab/watch";
import { synthService } from "../../support/synth";

const START = 1_780_401_600_000;

/** An agent as a watch sees it: whoever listens is called. */
function madeAgent() {
  const listeners = {
    spans: (_: readonly Span[]): void => undefined,
    metrics: (_: readonly MetricPoint[]): void => undefined,
  };
  const agent = {
    ...{ url: "http://127.0.0.1:8126", udpPort: 8125 },
    malformed: { total: 0, byReason: {} },
    onSpans: (listener: typeof listeners.spans) => ((listeners.spans = listener), () => undefined),
    onMetrics: (listener: typeof listeners.metrics) => (
      (listeners.metrics = listener),
      () => undefined
    ),
  } as unknown as LocalAgent;
  return { agent, listeners };
}

function span(traceId: number, spanId: number, parentId: number, start: number): Span {
  return {
    ...{ traceId: BigInt(traceId), spanId: BigInt(spanId), parentId: BigInt(parentId) },
    ...{ name: `span ${spanId}`, resource: "", service: "", type: "", error: 0 },
    ...{
      start: BigInt(start) * 1_000_000n,
      duration: 1_000_000n,
      meta: {},
      metrics: {},
      links: [],
    },
  };
}

function point(name: string, type: MetricPoint["type"], value: number, tags: string[] = []) {
  return { name, type, values: [value], tags, sampleRate: 1, transport: "udp" } as const;
}

describe("Watch", () => {
  it("puts a trace together of its payloads, as a tree, whatever the order in which spans end", () => {
    const { agent, listeners } = madeAgent();
    const watch = new Watch({ agent });
    listeners.spans([span(1, 3, 2, 20), span(1, 4, 1, 40)]);
    listeners.spans([span(1, 2, 1, 10), span(1, 1, 0, 5)]);
    const [trace] = watch.changedTraces();
    expect(trace?.spans.map(({ name, parent }) => [name, parent])).toEqual([
      ["span 1", undefined],
      ["span 2", 0],
      ["span 3", 1],
      ["span 4", 0],
    ]);
    expect(watch.changedTraces()).toEqual([]);
  });

  it("keeps a bounded number of traces, spans, metrics and series", () => {
    const { agent, listeners } = madeAgent();
    const stack: unknown = JSON.parse(synthService(supportAgent, {}).text);
    const services = [{ service: supportAgent, monitors: monitorsOfStack(stack) }];
    const watch = new Watch({ agent, services, now: () => START });
    for (let id = 1; id <= 150; id += 1) listeners.spans([span(id, id, 0, id)]);
    listeners.spans(Array.from({ length: 600 }, (_, index) => span(9_999, index + 1, 0, 1)));
    const traces = watch.traces.all();
    expect(traces).toHaveLength(100);
    expect(traces[0]!.id).toBe((52).toString(16));
    expect(traces.at(-1)).toMatchObject({ spansLeftOut: 100 });
    expect(traces.at(-1)!.spans).toHaveLength(500);
    for (let id = 0; id < 1_100; id += 1) {
      listeners.metrics([point(`m${id % 300}`, "c", 1, [`user:${id}`])]);
    }
    const { metrics, hints } = watch.state();
    expect(metrics).toHaveLength(200);
    expect(metrics[0]!.tags["user"]!.length).toBeLessThanOrEqual(8);
    expect(hints).toEqual([
      "There are more than 200 metrics: the others are not shown.",
      expect.stringMatching(
        /^100 points are not evaluated: .* Does a tag hold an unbounded value\?$/,
      ),
    ]);
  });

  it("shows of a count the total, of a distribution the mean, of a gauge the last", () => {
    const { agent, listeners } = madeAgent();
    let now = START;
    const watch = new Watch({ agent, now: () => now });
    for (const value of [1, 5, 3]) {
      for (const type of ["c", "d", "g"] as const) {
        listeners.metrics([point(`mine.${type}`, type, value)]);
      }
      now += 10_000;
    }
    listeners.metrics([{ ...point("mine.c", "c", 1), sampleRate: 0.5 }]);
    expect(watch.state().metrics.map(({ name, value }) => [name, value])).toEqual([
      ["mine.c", 11],
      ["mine.d", 3],
      ["mine.g", 3],
    ]);
    expect(watch.state().metrics[0]!.curve.slice(-4)).toEqual([1, 5, 3, 2]);
    now += 20 * 60_000;
    expect(new Set(watch.state().metrics[0]!.curve)).toEqual(new Set([null]));
  });

  it("takes no point whose time Datadog would not take, nor dd-trace’s of itself", () => {
    const { agent, listeners } = madeAgent();
    const watch = new Watch({ agent, now: () => START });
    listeners.metrics([
      { ...point("late", "c", 1), timestamp: START / 1_000 - 7_200 },
      point("datadog.dogstatsd.client.metrics", "c", 1),
    ]);
    expect(watch.state().metrics).toEqual([]);
  });
});
