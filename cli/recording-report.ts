import type { Run } from "../lab";
import { runName } from "../lab/run/run-name";
import { alertLines, doubtLines, notificationLines, type LabReportProps } from "./lab-report";
import { table } from "./table";
import { bold } from "./terminal";
import { inLine } from "./terminal-safe";

/** What monitors did over a recording. */
export function recordingReport(runs: readonly Run[], props: LabReportProps): string {
  const fired = runs.flatMap(({ alerts }) =>
    alerts.filter(({ firedAtMinute }) => firedAtMinute !== null),
  );
  const unsupported = runs.flatMap((run) => run.unsupported);
  const untested = runs.filter(({ nothingRecorded }) => nothingRecorded).length;
  return [
    ...runs.flatMap((run) => [
      `${bold(inLine(runName(run)), props.colours)}: ${inLine(run.scenario)} (minute 0 is ${run.startedAt ?? "unknown"})`,
      ...(run.nothingRecorded ? nothingLines(run, props) : alertLines(run, props)),
      ...notificationLines(run.notifications, props),
      "",
    ]),
    ...doubtLines(runs, props),
    `${fired.length} fired. A recording has no expectations, so none of it is a failure.`,
    ...(untested === 0
      ? []
      : [`The recording has nothing of ${untestedText(untested, runs.length)} not tested.`]),
    ...(unsupported.length === 0
      ? []
      : [`${unsupported.length} not evaluated (marked with !): their silence proves nothing.`]),
  ].join("\n");
}

/** Alerts that had nothing to evaluate; without data, some of them fire. */
function nothingLines(run: Run, props: LabReportProps): string[] {
  const alerts = run.alerts.filter(({ firedAtMinute }) => firedAtMinute !== null);
  const { length } = run.alerts;
  const what = `its ${length} ${length === 1 ? "alert was" : "alerts were"} not tested`;
  return [
    ...(alerts.length > 0 || run.unsupported.length > 0 ? alertLines(run, props) : []),
    ...table([["  ", `the recording has nothing that these monitors read: ${what}`]], props.width),
  ];
}

function untestedText(untested: number, all: number): string {
  const of = all === 1 ? "what is evaluated" : `${untested} of ${all} services`;
  return `${of}: ${untested === 1 ? "it was" : "they were"}`;
}
