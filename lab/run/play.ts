import type { LlmServiceInEnv } from "../../telemetry";
import {
  MonitorEvaluator,
  OBJECTIVE_ALERT,
  type MonitorDefinition,
  type Unsupported,
} from "../monitors";
import type { ParsedQueries } from "../monitors/parsed-queries";
import { metricQueries } from "../query";
import type { Expectation, Scenario } from "../scenarios";
import { alertsOf, tagOf, type Alert } from "./alerts";
import type { Dashboard } from "../inputs/dashboards";
import { notifications, type NotificationSent } from "./notifications";
import { concerns, outcomes, type AlertOutcome, type Observed } from "./outcome";
import { playTraffic, type TrafficOptions } from "./play-traffic";
import { requestsOf } from "./requests-of";
import type { RunRecording } from "./run-recording";
import { silenceIn } from "./silence";

/** A service, and the monitors and dashboards that watch it. */
export interface Watched {
  /** The declaration, in the environment that the monitors watch: it says what traffic there is. */
  readonly service: LlmServiceInEnv;
  /** What is evaluated: see `monitorsOfStack` and `monitorsOfExport`. */
  readonly monitors: readonly MonitorDefinition[];
  /** For the report. @default - none */
  readonly dashboards?: readonly Dashboard[];
}

/** How a scenario is played. */
export interface PlayProps extends Omit<TrafficOptions, "spans"> {
  /** Keep what `writeReport` shows; it takes memory. @default false */
  readonly recording?: boolean;
}

/** What the alerts did in a scenario or over recorded series. */
export interface Run {
  readonly scenario: string;
  readonly service: string;
  /** Absent where the series are not those of one service. */
  readonly env?: string;
  /** Of a replay: when minute 0 was, in ISO 8601. */
  readonly startedAt?: string;
  /** Of a replay: there was nothing that these monitors read, so that their silence says nothing. */
  readonly nothingRecorded?: true;
  readonly alerts: readonly AlertOutcome[];
  readonly notifications: readonly NotificationSent[];
  /** Monitors that could not be evaluated: their silence proves nothing. */
  readonly unsupported: readonly Unsupported[];
  /** Simulated requests. */
  readonly requests: number;
  /** All expected alerts fired as they should, no other did, and every monitor could be evaluated. */
  readonly ok: boolean;
  /** Signals that the incident should set off, where no alert has them. */
  readonly unwatched?: readonly string[];
  /** Present where it was asked for. */
  readonly recording?: RunRecording;
}

/** Plays a scenario for a service and evaluates its monitors. */
export function play(
  { service, monitors, dashboards = [] }: Watched,
  scenario: Scenario,
  { recording = false, ...options }: PlayProps = {},
): Run {
  const traffic = { ...options, spans: recording };
  const played = playTraffic(service, scenario, traffic, (store, start) => {
    const evaluator = new MonitorEvaluator({ store, monitors, start, timelines: recording });
    const advance = (to: number) => evaluator.advance(to);
    // Of a recording, the report draws the dashboards, too.
    return recording
      ? { evaluator, advance }
      : { evaluator, advance, metrics: metricsRead(evaluator.parsed) };
  });
  const { watcher, onset, requests, kept, start, ...span } = played;
  const { evaluator } = watcher;
  const alerts = alertsOf(monitors);
  const expected = scenario.expects(service);
  const expectations = [
    ...expected,
    ...objectivesMayFire(scenario, alerts),
    ...(expected.length === 0 ? [] : othersMayFire(alerts)),
  ];
  const silence = silenceIn({ store: span.store, monitors, start, to: span.to }, onset);
  const observed = {
    alerts,
    evaluator,
    onset,
    expectations,
    ends: scenario.ends,
    lasts: 60 * scenario.hours,
    requests: requestsOf(service, scenario, onset),
    silence,
  };
  const { env } = service;
  const unwatched = unwatchedOf(expected, alerts);
  const run = {
    ...runOf(scenario.id, service.service, observed),
    ...{ env, requests },
    ...(unwatched.length > 0 ? { unwatched } : {}),
  };
  if (!recording) return run;
  const { title } = scenario;
  const watched = { monitors, dashboards };
  const { events, parsed } = evaluator;
  const evaluated = { parsed, timelines: evaluator.timelines(), events };
  return {
    ...run,
    recording: { title, ...span, onset, ...watched, ...evaluated, requests: kept },
  };
}

function metricsRead({ metric }: ParsedQueries): ReadonlySet<string> {
  const queries = [...metric.values()].flatMap(({ expression }) => metricQueries(expression));
  return new Set(queries.map((query) => query.metric));
}

/** An alert that a service does not have cannot fire: its silence says nothing. */
export function unwatchedOf(expected: readonly Expectation[], alerts: readonly Alert[]): string[] {
  // A monitor of somebody else's may watch for it under another name.
  if (alerts.some(isForeign)) return [];
  const missing = expected.filter(
    (one) => one.optional === undefined && !alerts.some((alert) => concerns(one, alert)),
  );
  return [...new Set(missing.map(({ signal, key = "" }) => (key ? `${signal}/${key}` : signal)))];
}

/** A scenario cannot know what a team promises: its incident may cost a budget, or not. */
function objectivesMayFire({ incident }: Scenario, alerts: readonly Alert[]): Expectation[] {
  if (Object.keys(incident).length === 0) return [];
  return alerts
    .filter(({ monitor }) => monitor.type === OBJECTIVE_ALERT)
    .map(({ signal, key }) => ({ signal, key, optional: "an objective sums up all that is bad" }));
}

/** The lab does not know what a monitor of somebody else's is for; only healthy it has to be silent. */
function othersMayFire(alerts: readonly Alert[]): Expectation[] {
  return alerts
    .filter(isForeign)
    .map(({ signal, key }) => ({ signal, key, optional: "the lab does not know what it is for" }));
}

function isForeign({ monitor }: Alert): boolean {
  return tagOf(monitor, "alert") === undefined;
}

/** What a run has to tell, apart from the traffic. */
export function runOf(
  scenario: string,
  service: string,
  observed: Observed,
): Omit<Run, "requests"> {
  const alerts = outcomes(observed);
  const { unsupported } = observed.evaluator;
  return {
    scenario,
    service,
    alerts,
    notifications: notifications(observed),
    unsupported,
    ok: unsupported.length === 0 && alerts.every(({ ok }) => ok),
  };
}
