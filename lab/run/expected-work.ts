import type { LlmServiceInEnv } from "../../telemetry";
import type { Scenario } from "../scenarios";
import { usualPerMinute } from "../scenarios/usual-traffic";
import { stretchesOf } from "./stretches";

/** What a play has to do. */
export interface ExpectedWork {
  /** Minutes for which monitors are evaluated. */
  readonly minutes: number;
  /** Requests of minutes that the incident changes. */
  readonly changed: number;
  /** Requests of all others, which scenarios of one service share. */
  readonly usual: number;
}

/** Traffic changes little from one to the next. */
const STEP_MINUTES = 5;

export function expectedWork(service: LlmServiceInEnv, scenario: Scenario): ExpectedWork {
  const { incident } = scenario;
  const { onset, start, yesterday, today } = stretchesOf(service, scenario);
  const alwaysChanges = Object.keys(incident).length > 0;
  let [changed, usual] = [0, 0];
  for (const [from, to] of [yesterday, today]) {
    for (let time = from; time < to; time += 60 * STEP_MINUTES) {
      const moment = { minute: (time - onset) / 60, time, service };
      const perMinute = usualPerMinute(service, scenario, time);
      if (incident.changes?.(moment) ?? alwaysChanges) {
        changed += STEP_MINUTES * (incident.traffic?.(perMinute, moment) ?? perMinute);
      } else usual += STEP_MINUTES * perMinute;
    }
  }
  return { minutes: (today[1] - start) / 60, changed, usual };
}
