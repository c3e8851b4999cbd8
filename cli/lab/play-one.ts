import { play, type Run, type Scenario, type Watched } from "../../lab";
import { encodeRun, type EncodedRun } from "../../lab/report/report";

/** A scenario to be played for a service. */
export interface Play {
  readonly watched: Watched;
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
  /** For the HTML report, where there is one. */
  readonly encoded?: EncodedRun;
}

/** The scenarios that fit the service. */
export function playsOf(watched: Watched, scenarios: readonly Scenario[]): Play[] {
  return scenarios
    .filter(({ appliesTo }) => appliesTo?.(watched.service) ?? true)
    .map((one) => ({ watched, scenario: one }));
}

export function playOne(
  { watched, scenario }: Play,
  { seed, runsOfReport }: PlayProps,
  onProgress: (done: number) => void,
): Played {
  const isReported = runsOfReport !== undefined;
  const played = play(watched, scenario, { seed, recording: isReported, onProgress });
  const { recording: _recording, ...run } = played;
  if (!isReported) return { run };
  return { run, encoded: encodeRun(played, runsOfReport) };
}
