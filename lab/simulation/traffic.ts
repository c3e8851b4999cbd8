import { createLlmTelemetry, type LlmTelemetry } from "../../runtime";
import type { LlmServiceInEnv } from "../../telemetry";
import type { MetricStore } from "../metrics";
import { SimulatedClock } from "./simulated-clock";
import { SinkTracer } from "./sink-tracer";
import { SpanRecorder, type KeptRequest } from "./span-recorder";
import { healthyMinutesOf, type HealthyMinutes } from "./healthy-minutes";
import { Kinds, type MinuteProps } from "./kinds";
import { PointWriter } from "./point-writer";
import { playRequest, type AnyService, type PlayedRequest } from "./play-request";
import { Random } from "./random";
import type { PlayedService } from "../scenarios/measured-requests";
import { peakPerMinute, usualPerMinute } from "../scenarios/usual-traffic";
import type { Moment, Scenario } from "../scenarios/scenario";

export interface TrafficProps {
  readonly service: LlmServiceInEnv & PlayedService;
  readonly scenario: Scenario;
  readonly store: MetricStore;
  readonly seed: number;
  /** Seconds since the epoch at which the incident begins. */
  readonly onset: number;
  /** Whether to keep the spans of some requests. @default false */
  readonly spans?: boolean;
}

/** Makes a scenario's calls, through the real runtime, into a store. */
export class Traffic {
  /** Requests made so far. */
  requests = 0;
  private readonly clock = new SimulatedClock(0);
  private readonly tracer: SinkTracer;
  private readonly random: Random;
  private readonly users: Random;
  private readonly minutes: HealthyMinutes;
  private readonly writer: PointWriter;
  private readonly spans: SpanRecorder | undefined;
  private readonly service: AnyService & PlayedService;
  private readonly llm: LlmTelemetry<AnyService>;

  constructor(private readonly props: TrafficProps) {
    const { store, onset, seed, scenario } = props;
    const none = { tools: [], evals: {}, promptVariants: [], tenantTiers: [] };
    // The runtime knows declarations only.
    const { measured, ...declared } = props.service;
    const service = { description: "", ...none, ...declared };
    this.service = measured ? { ...service, measured } : service;
    this.random = Random.of(seed, `${service.service} ${scenario.id}`);
    this.users = Random.of(0, service.service);
    this.minutes = healthyMinutesOf(props.service, seed);
    this.writer = new PointWriter(store, this.minutes);
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
      service,
      clock: this.clock.read,
      // Costs are part of the scenario: catalogues do not know every service's models.
      prices: false,
    });
  }

  /** Makes the calls that begin in one minute. Those that take long send their points later. */
  playMinute(time: number): void {
    const { scenario, onset } = this.props;
    const moment: Moment = { minute: (time - onset) / 60, time, service: this.service };
    const { random, users } = this;
    const changes =
      scenario.incident.changes?.(moment) ?? Object.keys(scenario.incident).length > 0;
    this.requests += changes
      ? this.playIncident(moment, { random, users, incident: scenario.incident })
      : this.playHealthy(moment);
  }

  /** Played once for all scenarios; again where the spans are wanted, with the same outcome. */
  private playHealthy(moment: Moment): number {
    const requestsPerMinute = peakPerMinute(this.service, this.props.scenario);
    const { minutes, writer } = this;
    const needsSpans = this.spans !== undefined && moment.minute >= 0;
    const kept = needsSpans ? undefined : minutes.get(requestsPerMinute, moment.time);
    if (kept) {
      writer.writeAgain(kept);
      return kept.requests;
    }
    const name = `${this.service.service} ${requestsPerMinute} ${moment.time}`;
    const random = Random.of(minutes.seed, name);
    const users = Random.of(0, name);
    const played = writer.record(() => this.playIncident(moment, { random, users, incident: {} }));
    minutes.keep(requestsPerMinute, moment.time, played);
    return played.requests;
  }

  /** @returns How many requests there were. */
  private playIncident(moment: Moment, chance: MinuteProps): number {
    const { incident, random, users } = chance;
    const { service, llm, clock } = this;
    const { minute, time } = moment;
    const usual = usualPerMinute(service, this.props.scenario, time);
    const count = random.poisson(incident.traffic?.(usual, moment) ?? usual);
    this.tracer.connected = incident.connected?.(moment) ?? true;
    const kinds = new Kinds(moment, chance);
    for (let index = 0; index < count; index += 1) {
      clock.milliseconds = (time + (60 * (index + random.next())) / count) * 1_000;
      const { kind, behaviour } = kinds.pick();
      this.play({ llm, clock, service, random, users, kind, behaviour }, minute >= 0);
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
