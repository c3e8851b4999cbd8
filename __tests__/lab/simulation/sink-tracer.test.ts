import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { compiledFile } from "../../support/compiled-sources";
import fc from "../../support/fast-check";
import { startLocalAgent } from "../../../lab/agent";
import { MetricStore } from "../../../lab/metrics";
import { SimulatedClock, SinkTracer } from "../../../lab/simulation";
import { supportAgent } from "../../../examples/services";
import { METRIC_NAMES } from "../../../telemetry";
import { givenCall, makeCalls, type GivenCall } from "./calls";

/** A start of dd-trace takes seconds on a busy machine. */
jest.setTimeout(60_000);

const NOW = 1_780_358_400;
const RUNS = 3;
/** What no call of these leads to: broken values, and more tag values than a service has. */
const NOT_CALLED = ["llm.telemetry_dropped", "llm.telemetry_folded"];

/** Keeps what it is given, too: all values of a distribution, and the total of a count. */
class RecordingStore extends MetricStore {
  readonly values: Record<string, number[]> = {};

  override add(...point: Parameters<MetricStore["add"]>): void {
    super.add(...point);
    const [type, name, tags, value, time, weight = 1] = point;
    if (!name.startsWith("llm.")) return;
    const values = (this.values[
      `${type} ${name} ${[...tags].sort().join(",")} ${time} ${weight}`
    ] ??= []);
    // The client adds up the counts between two flushes.
    if (type === "count") values[0] = (values[0] ?? 0) + value;
    else values.push(value);
  }
}

function throughSink(calls: readonly GivenCall[]): RecordingStore {
  const store = new RecordingStore();
  const clock = new SimulatedClock(NOW * 1_000);
  makeCalls(new SinkTracer({ store, clock, service: supportAgent, version: "1.2.3" }), calls);
  return store;
}

async function throughSockets(calls: readonly GivenCall[], udp: boolean): Promise<RecordingStore> {
  const agent = await startLocalAgent();
  const store = new RecordingStore();
  agent.onMetrics((points) => points.forEach((point) => store.ingest(point, NOW)));
  // A 404 makes dd-trace's client turn to UDP.
  if (udp) agent.faults["/dogstatsd/v2/proxy"] = { status: 404 };
  const child = spawn(process.execPath, [compiledFile(path.join(__dirname, "send-calls.ts"))], {
    stdio: ["pipe", "inherit", "inherit"],
    env: {
      PATH: process.env["PATH"] ?? "",
      DD_SERVICE: supportAgent.service,
      DD_ENV: supportAgent.env,
      DD_VERSION: "1.2.3",
      DD_TRACE_AGENT_URL: agent.url,
      DD_DOGSTATSD_HOST: "127.0.0.1",
      DD_DOGSTATSD_PORT: String(agent.udpPort),
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
      DD_REMOTE_CONFIGURATION_ENABLED: "false",
    },
  });
  child.stdin.end(JSON.stringify(calls));
  const [code] = (await once(child, "exit")) as [number];
  const sent = (): boolean => agent.metrics.some(({ name }) => name === "llm.eval.safety");
  await agent.waitFor(sent);
  expect(agent.requests.udp > 0).toBe(udp);
  // What was sent is there; what waits in the system's buffer is still read.
  await agent.close(1_000);
  expect(code).toBe(0);
  return store;
}

describe("the in-process sink", () => {
  it.each([
    ["HTTP", false],
    ["UDP", true],
  ])("holds the series that dd-trace sends over %s, for any calls", async (_name, udp) => {
    const compared = new Set<string>();
    const property = fc.asyncProperty(
      fc.array(givenCall, { minLength: 1, maxLength: 60 }),
      async (calls) => {
        const { values } = await throughSockets(calls, udp);
        expect(values).toEqual(throughSink(calls).values);
        for (const series of Object.keys(values)) compared.add(series.split(" ")[1] ?? "");
      },
    );
    await fc.assert(property, { numRuns: RUNS, seed: 4, endOnFailure: true });
    expect(METRIC_NAMES.filter((name) => !compared.has(name))).toEqual(NOT_CALLED);
  });

  it("keeps nothing while it is cut off, as an agent that is down", () => {
    const store = new MetricStore();
    const clock = new SimulatedClock(NOW * 1_000);
    const tracer = new SinkTracer({ store, clock, service: supportAgent });
    tracer.connected = false;
    makeCalls(tracer, fc.sample(givenCall, { numRuns: 3, seed: 1 }));
    expect(store.names()).toEqual([]);
  });
});
