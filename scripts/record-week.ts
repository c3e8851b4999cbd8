/**
 * Records a healthy week of an example service as `datadog-llm record` would: its calls go through the
 * real runtime and the real dd-trace, over sockets, into the local agent. Only time is simulated: a week
 * takes minutes.
 *
 *     node --import tsx scripts/record-week.ts week.jsonl [--hours 168] [--scenario healthy-week]
 *         [--service support-agent] [--per-minute 12] [--seed 1] [--from 2026-06-01T00:00:00Z]
 *
 * An incident begins half an hour after the recording. Prints one JSON object.
 */
import { parseArgs } from "node:util";
import { createLlmTelemetry, type DatadogTracer } from "../runtime";
import { Recorder, scenario, startLocalAgent } from "../lab";
import { playRequest, ScenarioCalls, SimulatedClock, type DueCall } from "../lab/simulation";
import { exampleStacks } from "./example-stacks";

/** dd-trace's own interval: its metrics arrive so late, and all of an interval at once. */
const FLUSH_MS = 10_000;
const INCIDENT_AFTER = 30 * 60;
/** The sender's own timers must not send: they know no simulated time. */
const NEVER_MS = 1_000_000_000;
const PATIENCE_MS = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hours: { type: "string", default: "168" },
    scenario: { type: "string", default: "healthy-week" },
    service: { type: "string", default: "support-agent" },
    "per-minute": { type: "string", default: "12" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "2026-06-01T00:00:00Z" },
  },
});

async function main([file = "week.jsonl"]: readonly string[]): Promise<void> {
  const from = Date.parse(values.from) / 1_000;
  const clock = new SimulatedClock(from * 1_000);
  const calls = callsFrom(from);
  const agent = await startLocalAgent({ maxSpans: 0, maxMetrics: 0, maxRawBytes: 0 });
  const recorder = new Recorder(agent, { file, clock: clock.read });
  const tracer = await startTracer(agent.url, calls.declared);
  const llm = createLlmTelemetry({
    tracer: onClock(tracer, clock),
    service: calls.declared,
    clock: clock.read,
    prices: false,
  });
  let requests = 0;
  let flushAt = clock.milliseconds + FLUSH_MS;
  const flush = async (): Promise<void> => {
    clock.milliseconds = flushAt;
    if (!(await llm.flush(PATIENCE_MS))) throw new Error("dd-trace did not send what it holds.");
  };
  for (const { milliseconds, ...call } of callsUntil(calls, from, Number(values.hours))) {
    // An interval without calls has nothing to send.
    if (milliseconds >= flushAt) {
      await flush();
      flushAt += FLUSH_MS * Math.ceil((milliseconds - flushAt + 1) / FLUSH_MS);
    }
    clock.milliseconds = milliseconds;
    playRequest({ llm, clock, service: calls.service, ...call });
    requests += 1;
  }
  await flush();
  const { points, failedCalls, leftOut, bytes } = recorder.summary();
  const { malformed, requests: received } = agent;
  await recorder.stop();
  console.log(
    JSON.stringify({ requests, points, failedCalls, leftOut, bytes, received, malformed }),
  );
  process.exit();
}

function callsFrom(from: number): ScenarioCalls {
  const example = exampleStacks().find(({ service }) => service.service === values.service);
  if (!example) throw new RangeError(`There is no example ${values.service}.`);
  const service = { ...example.service, traffic: { perMinute: Number(values["per-minute"]) } };
  return new ScenarioCalls({
    service,
    scenario: scenario(values.scenario),
    seed: Number(values.seed),
    onset: from + INCIDENT_AFTER,
  });
}

/** Each is to be made before the next one is asked for. */
function* callsUntil(calls: ScenarioCalls, from: number, hours: number): Generator<DueCall, void> {
  for (let time = from; time < from + hours * 3_600; time += 60) {
    yield* calls.of(calls.momentOf(time));
  }
}

/** dd-trace reads the environment when it is loaded. */
async function startTracer(url: string, declared: ScenarioCalls["declared"]) {
  Object.assign(process.env, {
    DD_TRACE_AGENT_URL: url,
    DD_SERVICE: declared.service,
    DD_ENV: declared.env,
    DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
    DD_REMOTE_CONFIGURATION_ENABLED: "false",
  });
  const { default: tracer } = await import("dd-trace");
  // The agent is in the same process, and must not be traced.
  return tracer.init({ plugins: false, startupLogs: false, flushInterval: NEVER_MS });
}

/** The tracer itself, whose spans begin and end at simulated times. */
function onClock(tracer: DatadogTracer, clock: SimulatedClock): DatadogTracer {
  return Object.create(tracer, {
    startSpan: {
      value: (...[name, options]: Parameters<DatadogTracer["startSpan"]>) => {
        const timed = { ...options, startTime: clock.milliseconds };
        const span: { finish(time?: number): void } = tracer.startSpan(name, timed);
        const finish = span.finish.bind(span);
        span.finish = () => finish(clock.milliseconds);
        return span;
      },
    },
  }) as DatadogTracer;
}

void main(positionals);
