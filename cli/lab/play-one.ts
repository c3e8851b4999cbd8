import type { Run, Scenario, Watched } from "../../lab";
import { encodeRun, type EncodedRun } from "../../lab/report/encode-run";
import { play } from "../../lab/run/play";

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

export function playOne(
  { watched, scenario }: Play,
  { seed, runsOfReport }: PlayProps,
  onProgress: (done: number) => void,
): Played {
  const isReported = runsOfReport !== undefined;
  const { before } = watched;
  const share = before ? 2 : 1;
  const options = { seed, recording: isReported };
  const earlier =
    before && play(before, scenario, { ...options, onProgress: (done) => onProgress(done / 2) });
  const run = play(watched, scenario, {
    ...options,
    onProgress: (done) => onProgress(1 + (done - 1) / share),
  });
  return {
    run: withoutRecording(run),
    ...(earlier ? { before: withoutRecording(earlier) } : {}),
    ...(isReported ? { encoded: encodeRun(run, runsOfReport, earlier) } : {}),
  };
}

function withoutRecording({ recording: _recording, ...run }: Run): Run {
  return run;
}
