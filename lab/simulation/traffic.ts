import { createLlmTelemetry, type LlmTelemetry } from "../../runtime";
import type { LlmServiceInEnv } from "../../telemetry";
import type { MetricStore } from "../metrics";
import { SimulatedClock, SinkTracer, SpanRecorder, type KeptRequest } from ".";
import { healthyBehaviour, type Behaviour, type CallKind } from "../scenarios/behaviour";
import { playRequest, type AnyService, type PlayedRequest } from "./play-request";
import { Random } from "./random";
import { rhythm } from "./rhythm";
import { modelsOf, versionsOf, type Moment, type Scenario } from "../scenarios/scenario";

const PEAK_REQUESTS_PER_MINUTE = 60;

export interface TrafficProps {
  readonly service: LlmServiceInEnv;
  readonly scenario: Scenario;
  readonly store: MetricStore;
  readonly random: Random;
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
  private readonly users: Random;
  private readonly spans: SpanRecorder | undefined;
  private readonly service: AnyService;
  private readonly llm: LlmTelemetry<AnyService>;

  constructor(private readonly props: TrafficProps) {
    const { store, onset } = props;
    const none = { tools: [], evals: {}, promptVariants: [], tenantTiers: [] };
    const service = { description: "", ...none, ...props.service };
    this.service = service;
    this.users = Random.of(0, service.service);
    this.clock.milliseconds = onset * 1_000;
    const { service: name, env } = service;
    const traced = { service: name, env };
    this.spans = props.spans ? new SpanRecorder(this.clock, traced) : undefined;
    const spans = this.spans ? { spans: this.spans } : {};
    this.tracer = new SinkTracer({ store, clock: this.clock, service, ...spans });
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
    const { scenario, random, onset } = this.props;
    const { service } = this;
    const moment: Moment = { minute: (time - onset) / 60, time, service };
    const { incident, requestsPerMinute = PEAK_REQUESTS_PER_MINUTE } = scenario;
    const usual = requestsPerMinute * rhythm(time);
    const perMinute = incident.traffic?.(usual, moment) ?? usual;
    const count = random.poisson(perMinute);
    this.tracer.connected = incident.connected?.(moment) ?? true;
    const behaviours = new Map<string, Behaviour>();
    for (let index = 0; index < count; index += 1) {
      this.clock.milliseconds = (time + (60 * (index + random.next())) / count) * 1_000;
      const kind = this.pickKind(moment);
      const key = Object.values(kind).join();
      const behaviour = behaviours.get(key) ?? this.behaviourOf(kind, moment);
      behaviours.set(key, behaviour);
      const { llm, clock, users } = this;
      const request = { llm, clock, service, random, users, kind, behaviour };
      this.play(request, time >= onset);
      this.requests += 1;
    }
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

  private behaviourOf(kind: CallKind, moment: Moment): Behaviour {
    const healthy = healthyBehaviour(moment.service, kind);
    return this.props.scenario.incident.behaviour?.(healthy, kind, moment) ?? healthy;
  }

  private pickKind(moment: Moment): CallKind {
    const { service, random, scenario } = this.props;
    const { incident } = scenario;
    const declared = modelsOf(service);
    const { provider, model } = random.pick(incident.models?.(declared, moment) ?? declared);
    const prompt = random.pick(Object.keys(service.prompts));
    const { baseline, candidate } = versionsOf(service, prompt);
    const share = incident.candidateShare?.(0, moment) ?? 0;
    const version = share > 0 && random.chance(share) ? candidate : baseline;
    return {
      feature: random.pick(Object.keys(service.features)),
      prompt,
      version,
      provider,
      model,
    };
  }
}
