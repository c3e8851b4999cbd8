import type { Run } from "../../lab";
import { encodeRun } from "../../lab/report/encode-run";
import { play } from "../../lab/run/play";
import type { Play, Played, PlayProps } from "./plays";

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
