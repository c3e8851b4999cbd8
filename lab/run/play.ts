import type { LlmServiceDeclaration } from "../../telemetry";
import { MonitorEvaluator, type MonitorDefinition, type Unsupported } from "../monitors";
import type { Scenario } from "../scenarios";
import { alertsOf } from "./alerts";
import {
  notifications,
  outcomes,
  type AlertOutcome,
  type NotificationSent,
  type Observed,
} from "./outcome";
import { playTraffic, type TrafficOptions } from "./play-traffic";

/** A service, and the monitors that watch it. */
export interface Watched {
  readonly service: LlmServiceDeclaration;
  readonly monitors: readonly MonitorDefinition[];
}

export type PlayProps = TrafficOptions;

/** What the alerts did in a scenario or over recorded series. */
export interface Run {
  readonly scenario: string;
  readonly service: string;
  readonly alerts: readonly AlertOutcome[];
  readonly notifications: readonly NotificationSent[];
  /** Monitors that could not be evaluated: their silence proves nothing. */
  readonly unsupported: readonly Unsupported[];
  /** Simulated requests. */
  readonly requests: number;
  /** All expected alerts fired as they should, no other did, and every monitor could be evaluated. */
  readonly ok: boolean;
}

/** Plays a scenario for a service and evaluates its monitors. */
export function play(
  { service, monitors }: Watched,
  scenario: Scenario,
  props: PlayProps = {},
): Run {
  const played = playTraffic(service, scenario, props, (store, start) => {
    return new MonitorEvaluator({ store, monitors, start });
  });
  const { watcher: evaluator, onset, requests } = played;
  const expectations = scenario.expects(service);
  const alerts = alertsOf(monitors);
  const observed = { alerts, evaluator, onset, expectations, ends: scenario.ends };
  return { ...runOf(scenario.id, service.service, observed), requests };
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
