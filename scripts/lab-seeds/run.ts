import { SCENARIOS, type AlertOutcome } from "../../lab";
import type { Watched } from "../../lab";
import { playOne, playsOf } from "../../cli/lab/play-one";

/** What the scenarios made of one service and seed. */
export interface SeedRun {
  readonly service: string;
  readonly seed: number;
  readonly runs: number;
  /** Alerts that fired as they should. */
  readonly fired: number;
  /** Alerts that may fire, and of which traffic and chance say why they need not. */
  readonly explained: readonly string[];
  readonly problems: readonly string[];
}

/** Plays all scenarios that fit, one after the other. */
export function playSeed(watched: Watched, seed: number, scenarios = SCENARIOS): SeedRun {
  const runs = playsOf(watched, scenarios).map((play) => playOne(play, { seed }, () => undefined).run);
  const all = runs.flatMap(({ scenario, alerts, unsupported }) => [
    ...alerts.map((alert) => ({ scenario, alert })),
    ...unsupported.map(({ monitor, reason }): never => {
      throw new Error(`${scenario}: ${monitor} is not evaluated: ${reason}`);
    }),
  ]);
  return {
    service: watched.service.service,
    seed,
    runs: runs.length,
    fired: all.filter(({ alert }) => alert.expected === "fire" && alert.ok).length,
    explained: all.flatMap(({ scenario, alert }) =>
      alert.because === undefined ? [] : [`${scenario}: ${nameOf(alert)}: ${alert.because}`],
    ),
    problems: all.flatMap(({ scenario, alert }) =>
      alert.problems.map((problem) => `${scenario}: ${nameOf(alert)}: ${problem}`),
    ),
  };
}

function nameOf({ signal, key, group }: AlertOutcome): string {
  const name = key === "" ? signal : `${signal}/${key}`;
  return [name, ...Object.values(group)].join(" ");
}
