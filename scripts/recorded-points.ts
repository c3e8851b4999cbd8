import { healthyWeeks } from "../lab";
import type { Point, SeriesType } from "../lab/metrics";
import type { PlayedService } from "../lab/scenarios/measured-requests";
import { playRequest, ScenarioCalls, SimulatedClock, SinkTracer } from "../lab/simulation";
import { createLlmTelemetry } from "../runtime";
import type { LlmServiceInEnv } from "../telemetry";

const CODES: Readonly<Record<SeriesType, string>> = { count: "c", distribution: "d", gauge: "g" };

/**
 * The points that a service sends in healthy hours, as a recorder would keep them.
 *
 * @param from Seconds since the epoch.
 */
export function recordedPoints(
  service: LlmServiceInEnv & PlayedService,
  from: number,
  hours: number,
): Required<Point>[] {
  const points: Required<Point>[] = [];
  const calls = new ScenarioCalls({ service, scenario: healthyWeeks(1), seed: 1, onset: from });
  const clock = new SimulatedClock(0);
  const tracer = new SinkTracer({
    clock,
    service,
    store: {
      add: (type, name, tags, value, timestamp) => {
        points.push({ name, type: CODES[type], values: [value], tags, sampleRate: 1, timestamp });
      },
    },
  });
  const llm = createLlmTelemetry({
    tracer,
    service: calls.declared,
    clock: clock.read,
    prices: false,
  });
  for (let time = from; time < from + hours * 3_600; time += 60) {
    for (const { milliseconds, ...call } of calls.of(calls.momentOf(time))) {
      clock.milliseconds = milliseconds;
      playRequest({ llm, clock, service: calls.service, ...call });
    }
  }
  return points;
}
