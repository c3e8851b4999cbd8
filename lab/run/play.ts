import type { LlmServiceDeclaration } from "../../telemetry";
import { MetricStore } from "../metrics";
import { MonitorEvaluator, type MonitorDefinition, type Unsupported } from "../monitors";
import { Random, Traffic, type Scenario } from "../scenarios";
import { alertsOf } from "./alerts";
import { notifications, outcomes, type AlertOutcome, type NotificationSent } from "./outcome";

/** A service, and the monitors that watch it. */
export interface Watched {
  readonly service: LlmServiceDeclaration;
  readonly monitors: readonly MonitorDefinition[];
}

export interface PlayProps {
  /** The same seed gives the same run. @default 1 */
  readonly seed?: number;
  /** Called with the share that is done, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

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
  /** All expected alerts fired, no other did, and every monitor could be evaluated. */
  readonly ok: boolean;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Tuesday, 2 June 2026, midnight UTC: the day before is a weekday, too. */
const TUESDAY = 1_780_358_400;
/** Monitors are evaluated from here on before the onset: by then their first windows are full. */
const EVALUATED_BEFORE = HOUR;

/**
 * Plays a scenario for a service and evaluates its monitors.
 *
 * Of the day before, only the hours are played that alerts compare with: monitors that look back read
 * nothing else.
 */
export function play(
  { service, monitors }: Watched,
  scenario: Scenario,
  { seed = 1, onProgress }: PlayProps = {},
): Run {
  const { hours, hoursBefore = 2, onsetHour = 12 } = scenario;
  const onset = TUESDAY + onsetHour * HOUR;
  const store = new MetricStore();
  const random = Random.of(seed, `${service.service} ${scenario.id}`);
  const traffic = new Traffic({ service, scenario, store, random, onset });
  const [from, to] = [onset - hoursBefore * HOUR, onset + hours * HOUR];
  const evaluator = new MonitorEvaluator({ store, monitors, start: onset - EVALUATED_BEFORE });
  const yesterday = Math.min(to - DAY, from);
  const total = (yesterday - (from - DAY) + to - from) / 60;
  let done = 0;
  const playStretch = (begin: number, end: number, evaluate: boolean): void => {
    for (let time = begin; time < end; time += 60) {
      traffic.playMinute(time);
      done += 1;
      if ((time + 60 - begin) % HOUR !== 0 && time + 60 < end) continue;
      if (evaluate) evaluator.advance(time + 60);
      onProgress?.(done / total);
    }
  };
  playStretch(from - DAY, yesterday, false);
  playStretch(from, to, true);
  const expectations = scenario.expects(service);
  const observed = { alerts: alertsOf(monitors), evaluator, onset, expectations };
  const alerts = outcomes(observed);
  return {
    scenario: scenario.id,
    service: service.service,
    alerts,
    notifications: notifications(observed),
    unsupported: evaluator.unsupported,
    requests: traffic.requests,
    ok: evaluator.unsupported.length === 0 && alerts.every(({ ok }) => ok),
  };
}
