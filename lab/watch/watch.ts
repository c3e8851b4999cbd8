import type { LocalAgent, MetricPoint } from "../agent";
import { KeptPoints } from "../recorder/kept-points";
import type { Watched } from "../run";
import { CallCosts } from "./call-costs";
import { LiveAlerts } from "./live-alerts";
import { LiveMetrics } from "./live-metrics";
import type { WatchState, WatchTrace } from "./model";
import { Senders } from "./senders";
import { Traces } from "./traces";

/** What is looked at. */
export interface WatchProps {
  readonly agent: LocalAgent;
  /** Services whose alerts are evaluated. @default - none */
  readonly services?: readonly Watched[];
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

/** What a service sends, as far as a page shows it, within bounds of memory. */
export class Watch {
  readonly traces = new Traces();
  private readonly metrics = new LiveMetrics();
  private readonly costs = new CallCosts();
  private readonly kept = new KeptPoints([]);
  private readonly alerts: LiveAlerts | undefined;
  private readonly senders: Senders;
  private readonly agent: LocalAgent;
  private readonly now: () => number;
  private readonly startedAt: number;
  private readonly services: readonly Watched[];
  private readonly unsubscribe: readonly (() => void)[];
  /** Changes with all that arrives, and with each evaluation. */
  version = 0;

  constructor({ agent, services = [], now = Date.now }: WatchProps) {
    this.agent = agent;
    this.now = now;
    this.startedAt = now();
    this.services = services;
    this.senders = new Senders(services.map(({ service }) => service));
    if (services.length > 0) this.alerts = new LiveAlerts(services, this.startedAt / 1_000);
    this.unsubscribe = [
      agent.onSpans((spans) => {
        this.traces.add(spans);
        this.version += 1;
      }),
      agent.onMetrics((points) => this.addPoints(points)),
    ];
  }

  /** Evaluates the alerts that are due. */
  evaluate(): void {
    this.alerts?.advance(this.now() / 1_000);
    this.version += 1;
  }

  state(): WatchState {
    return {
      startedAt: this.startedAt,
      setUp: setUpLines(this.agent, this.services),
      totals: this.costs.totals,
      models: this.costs.models(),
      metrics: this.metrics.rows(this.now() / 1_000),
      ...(this.alerts ? { alerts: this.alerts.state() } : {}),
      hints: this.hints(),
    };
  }

  changedTraces(): WatchTrace[] {
    return this.traces.takeChanged();
  }

  stop(): void {
    for (const one of this.unsubscribe) one();
  }

  private addPoints(points: readonly MetricPoint[]): void {
    const arrival = this.now() / 1_000;
    for (const point of points) {
      const reason = this.kept.reasonAgainst(point, arrival);
      if (reason !== undefined && reason !== "type not evaluated by the lab") continue;
      const time = point.timestamp ?? arrival;
      this.metrics.add(point, time);
      this.costs.add(point);
      this.senders.add(point);
      this.alerts?.add(point, time);
    }
    this.version += 1;
  }

  private hints(): string[] {
    const { malformed } = this.agent;
    const reasons = Object.entries(malformed.byReason).map(([name, times]) => `${times} ${name}`);
    const { leftOut } = this.metrics;
    const beyond = this.alerts?.pointsLeftOut ?? 0;
    return [
      ...this.senders.hints(),
      ...(malformed.total === 0 ? [] : [`Malformed, and not counted: ${reasons.join(", ")}.`]),
      ...(leftOut.size === 0 ? [] : ["There are more than 200 metrics: the others are not shown."]),
      ...(beyond === 0
        ? []
        : [
            `${beyond} points are not evaluated: there are more than 1,000 combinations of tags. ` +
              "Does a tag hold an unbounded value?",
          ]),
    ];
  }
}

/** What makes a service send to the agent, as lines for a shell. */
export function setUpLines(
  { url, udpPort }: Pick<LocalAgent, "url" | "udpPort">,
  services: readonly Watched[],
): string[] {
  const [only] = services.length === 1 ? services : [];
  return [
    `export DD_TRACE_AGENT_URL=${url}`,
    "export DD_DOGSTATSD_HOST=127.0.0.1",
    `export DD_DOGSTATSD_PORT=${udpPort}`,
    ...(only
      ? [`export DD_SERVICE=${only.service.service}`, `export DD_ENV=${only.service.env}`]
      : []),
  ];
}
