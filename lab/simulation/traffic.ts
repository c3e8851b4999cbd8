import { createLlmTelemetry, type LlmTelemetry } from "../../runtime";
import type { MetricStore } from "../metrics";
import type { Moment } from "../scenarios/scenario";
import { SimulatedClock } from "./simulated-clock";
import { SinkTracer } from "./sink-tracer";
import { SpanRecorder, type KeptRequest } from "./span-recorder";
import { healthyMinutesOf, type HealthyMinutes } from "./healthy-minutes";
import { PointWriter } from "./point-writer";
import { playRequest, type AnyService, type PlayedRequest } from "./play-request";
import { ScenarioCalls, type CallsProps } from "./scenario-calls";

export interface TrafficProps extends CallsProps {
  readonly store: MetricStore;
  /** What the store is to have. @default all that the service sends */
  readonly metrics?: ReadonlySet<string> | undefined;
  /** Whether to keep the spans of some requests. @default false */
  readonly spans?: boolean;
}

/** Weeks are played by one scenario alone: to keep their minutes would fill memory for nothing. */
const MAX_SHARED_HOURS = 48;

/** Makes a scenario's calls, through the real runtime, into a store. */
export class Traffic {
  /** Requests made so far. */
  requests = 0;
  private readonly clock = new SimulatedClock(0);
  private readonly calls: ScenarioCalls;
  private readonly tracer: SinkTracer;
  private readonly minutes: HealthyMinutes;
  private readonly writer: PointWriter;
  private readonly spans: SpanRecorder | undefined;
  private readonly llm: LlmTelemetry<AnyService>;

  constructor(private readonly props: TrafficProps) {
    const { store, metrics, onset, seed, service } = props;
    this.calls = new ScenarioCalls(props);
    this.minutes = healthyMinutesOf(service, seed);
    this.writer = new PointWriter(store, this.minutes, metrics);
    this.clock.milliseconds = onset * 1_000;
    const { service: name, env } = service;
    const traced = { service: name, env };
    this.spans = props.spans ? new SpanRecorder(this.clock, traced) : undefined;
    const spans = this.spans ? { spans: this.spans } : {};
    this.tracer = new SinkTracer({
      store: this.writer,
      clock: this.clock,
      service,
      ...spans,
    });
    this.llm = createLlmTelemetry<AnyService>({
      tracer: this.tracer,
      service: this.calls.declared,
      clock: this.clock.read,
      // Costs are part of the scenario: catalogues do not know every service's models.
      prices: false,
    });
  }

  /** Makes the calls that begin in one minute. Those that take long send their points later. */
  playMinute(time: number): void {
    const moment = this.calls.momentOf(time);
    const isIncident = this.calls.isIncident(moment);
    const { incident } = this.props.scenario;
    this.tracer.connected = !isIncident || (incident.connected?.(moment) ?? true);
    this.requests += isIncident ? this.makeCalls(moment) : this.playHealthy(moment);
  }

  /** Played once for all scenarios; again where the spans are wanted, with the same outcome. */
  private playHealthy(moment: Moment): number {
    const { minutes, writer, calls, props } = this;
    if (props.scenario.hours > MAX_SHARED_HOURS) return this.makeCalls(moment);
    const needsSpans = this.spans !== undefined && moment.minute >= 0;
    const kept = needsSpans ? undefined : minutes.get(calls.perMinute, moment.time);
    if (kept) {
      writer.writeAgain(kept);
      return kept.requests;
    }
    const played = writer.record(() => this.makeCalls(moment));
    minutes.keep(calls.perMinute, moment.time, played);
    return played.requests;
  }

  /** @returns How many requests there were. */
  private makeCalls(moment: Moment): number {
    const { llm, clock, calls } = this;
    const { service } = calls;
    let count = 0;
    for (const { milliseconds, ...call } of calls.of(moment)) {
      clock.milliseconds = milliseconds;
      this.play({ llm, clock, service, ...call }, moment.minute >= 0);
      count += 1;
    }
    return count;
  }

  /** Requests whose spans were kept. */
  get keptRequests(): readonly KeptRequest[] {
    return this.spans?.requests ?? [];
  }

  /** Spans are kept from the incident on: before it, they would only fill the places. */
  private play(request: PlayedRequest, keep: boolean): void {
    if (!this.spans || !keep) {
      playRequest(request);
      return;
    }
    this.spans.request(() => playRequest(request));
  }
}
