import { alertsOf, type NotificationSent, type Scenario, type Watched } from "../lab";
import { MonitorEvaluator, type Verdict } from "../lab/monitors";
import { runOf } from "../lab/run/play";
import { playTraffic } from "../lab/run/play-traffic";

/** What healthy time of one service came to. */
export interface HealthyWeeks {
  readonly service: string;
  readonly seed: number;
  readonly requests: number;
  readonly pages: readonly Told[];
  readonly warnings: readonly Told[];
  /** All that were evaluated, parts included. */
  readonly monitors: number;
  /** Of those, in alert or without data at any minute. */
  readonly troubled: readonly Troubled[];
}

type Told = Pick<NotificationSent, "minute" | "signal" | "key" | "group" | "value">;

/** A monitor that was not well, and for how many minutes; `null` where it still was at the end. */
type Troubled = Pick<Verdict, "monitor" | "group" | "status"> & { readonly minutes: number | null };

/** Plays healthy time, and looks at every monitor: gates and service pages read those of all roles. */
export function playHealthy(watched: Watched, healthy: Scenario, seed: number): HealthyWeeks {
  const { service, monitors } = watched;
  const { watcher, onset, requests } = playTraffic(service, healthy, { seed }, (store, start) => {
    return new MonitorEvaluator({ store, monitors, start });
  });
  const alerts = alertsOf(monitors);
  const observed = { alerts, evaluator: watcher, onset, expectations: [], ends: undefined };
  const { notifications, unsupported } = runOf(healthy.id, service.service, observed);
  const [refused] = unsupported;
  if (refused) throw new Error(`${refused.monitor} is not evaluated: ${refused.reason}`);
  const told = (status: NotificationSent["status"]): Told[] =>
    notifications
      .filter((sent) => sent.status === status && sent.transition !== "recovered")
      .map(({ minute, signal, key, group, value }) => ({ minute, signal, key, group, value }));
  return {
    service: service.service,
    seed,
    requests,
    pages: told("Alert"),
    warnings: told("Warn"),
    monitors: watcher.evaluated.length,
    troubled: watcher.verdicts().flatMap(({ monitor, group, status, from, to }) => {
      if (from === undefined || status === "Warn") return [];
      const minutes = to === undefined ? null : (to - from) / 60;
      return [{ monitor, group, status, minutes }];
    }),
  };
}
