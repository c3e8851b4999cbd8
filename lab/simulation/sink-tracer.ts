import type {
  DatadogScope,
  DatadogSpan,
  DatadogTracer,
  DogStatsD,
  SpanOptions,
} from "../../runtime";
import type { LlmServiceInEnv } from "../../telemetry";
import type { MetricStore } from "../metrics";
import type { SimulatedClock } from "./simulated-clock";
import { NO_SPAN, type SpanRecorder } from "./span-recorder";

export interface SinkProps {
  /** Takes the points. */
  readonly store: Pick<MetricStore, "add">;
  readonly clock: SimulatedClock;
  /** What dd-trace would be started with. */
  readonly service: Pick<LlmServiceInEnv, "service" | "env">;
  /** `DD_VERSION`. @default - none */
  readonly version?: string;
  /** Takes the spans. @default - they are not kept */
  readonly spans?: SpanRecorder;
}

/**
 * Stands where dd-trace stands, and puts the metrics straight into a store, at the simulated time.
 * A week takes minutes; through sockets it would take a week.
 */
export class SinkTracer implements DatadogTracer {
  readonly dogstatsd: DogStatsD;
  /** Whether points arrive; a scenario can lose them. */
  connected = true;
  private readonly tracerTags: readonly string[];
  /** The runtime hands the same array for the same tags, so they are completed once. */
  private readonly completed = new WeakMap<readonly string[], readonly string[]>();

  constructor(private readonly props: SinkProps) {
    const { service, version } = props;
    this.tracerTags = [
      `service:${service.service}`,
      `env:${service.env}`,
      ...(version === undefined ? [] : [`version:${version}`]),
    ];
    this.dogstatsd = {
      increment: (name, value = 1, tags = []) => this.add("count", name, value, tags),
      distribution: (name, value = 0, tags = []) => this.add("distribution", name, value, tags),
      flush: () => undefined,
    };
  }

  startSpan(name: string, options: SpanOptions = {}): DatadogSpan {
    return this.props.spans?.startSpan(name, options) ?? NO_SPAN;
  }

  scope(): DatadogScope {
    return this.props.spans?.scope() ?? NO_SCOPE;
  }

  inject(_context: unknown, format: string, carrier: unknown): void {
    const { service, env } = this.props.service;
    if (format === "log") Object.assign(carrier as object, { dd: { service, env } });
  }

  extract(): null {
    return null;
  }

  private add(
    type: "count" | "distribution",
    name: string,
    value: number,
    tags: readonly string[],
  ): void {
    if (!this.connected) return;
    const { store, clock } = this.props;
    store.add(type, name, this.complete(tags), value, clock.seconds);
  }

  /** dd-trace's client adds its own tags to every point. The runtime hands all of its own in one text. */
  private complete(tags: readonly string[]): readonly string[] {
    let complete = this.completed.get(tags);
    if (complete === undefined) {
      complete = [...tags.flatMap((text) => text.split(",")), ...this.tracerTags];
      this.completed.set(tags, complete);
    }
    return complete;
  }
}

const NO_SCOPE: DatadogScope = { active: () => null, activate: (_span, work) => work() };
