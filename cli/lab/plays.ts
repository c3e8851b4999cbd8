import type { Run, Scenario, Watched } from "../../lab";
import type { EncodedRun } from "../../lab/report/encode-run";

/** A service, and what watched it before a change, to be compared with. */
export interface Compared extends Watched {
  /** @default - nothing is compared */
  readonly before?: Watched;
}

/** A scenario to be played for a service. */
export interface Play {
  readonly watched: Compared;
  /** Of the catalogue: threads know it by its id. */
  readonly scenario: Scenario;
}

export interface PlayProps {
  readonly seed: number;
  /** How many runs the HTML report will have. @default - there is none */
  readonly runsOfReport?: number;
}

export interface Played {
  /** Without its recording: all of them would take gigabytes. */
  readonly run: Run;
  /** The same scenario before the change, where that is compared with. */
  readonly before?: Run;
  /** For the HTML report, where there is one. */
  readonly encoded?: EncodedRun;
}

/** The scenarios that fit the service. */
export function playsOf(watched: Compared, scenarios: readonly Scenario[]): Play[] {
  return scenarios
    .filter(({ appliesTo }) => appliesTo?.(watched.service) ?? true)
    .map((one) => ({ watched, scenario: one }));
}
