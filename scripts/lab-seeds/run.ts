import { SCENARIOS, type AlertOutcome, type Watched } from "../../lab";
import { playOne } from "../../cli/lab/play-one";
import { playsOf } from "../../cli/lab/plays";

/** What the scenarios made of one service and seed. */
export interface SeedRun {
  readonly service: string;
  readonly seed: number;
  readonly runs: number;
  /** Alerts, by group, that fired as they should. */
  readonly fired: number;
  /** Alerts, by group, that need not fire, because of traffic or chance. */
  readonly explained: number;
  readonly problems: readonly string[];
}

/** A seed's run, and why alerts need not fire: the same in all seeds. */
export interface PlayedSeed extends SeedRun {
  readonly reasons: readonly string[];
}

/** Plays all scenarios that fit, one after the other. */
export function playSeed(watched: Watched, seed: number, scenarios = SCENARIOS): PlayedSeed {
  const runs = playsOf(watched, scenarios).map(
    (play) => playOne(play, { seed }, () => undefined).run,
  );
  const alerts = runs.flatMap((run) => run.alerts.map((alert) => ({ ...alert, run })));
  const explained = alerts.filter(({ probability }) => probability !== undefined);
  const refused = runs.flatMap(({ unsupported }) => unsupported);
  return {
    service: watched.service.service,
    seed,
    runs: runs.length,
    fired: alerts.filter(({ expected, ok }) => expected === "fire" && ok).length,
    explained: explained.length,
    problems: [
      ...refused.map(({ monitor, reason }) => `${monitor} is not evaluated: ${reason}`),
      ...alerts.flatMap(({ problems, run, ...alert }) =>
        problems.map((problem) => `${run.scenario}: ${nameOf(alert)}: ${problem}`),
      ),
    ],
    reasons: [
      ...new Set(
        explained.map(
          ({ run, signal, because = "" }) => `\`${run.scenario}\`, \`${signal}\`: ${because}`,
        ),
      ),
    ],
  };
}

function nameOf({ signal, key, group }: Pick<AlertOutcome, "signal" | "key" | "group">): string {
  const name = key === "" ? signal : `${signal}/${key}`;
  return [name, ...Object.values(group)].join(" ");
}
