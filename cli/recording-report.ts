import type { Run } from "../lab";
import { runName } from "../lab/run/run-name";
import { alertLines, doubtLines, notificationLines, type LabReportProps } from "./lab-report";
import { bold } from "./terminal";
import { inLine } from "./terminal-safe";

/** What monitors did over a recording. */
export function recordingReport(runs: readonly Run[], props: LabReportProps): string {
  const fired = runs.flatMap(({ alerts }) =>
    alerts.filter(({ firedAtMinute }) => firedAtMinute !== null),
  );
  const unsupported = runs.flatMap((run) => run.unsupported);
  return [
    ...runs.flatMap((run) => [
      `${bold(inLine(runName(run)), props.colours)}: ${inLine(run.scenario)} (minute 0 is ${run.startedAt ?? "unknown"})`,
      ...alertLines(run, props),
      ...notificationLines(run.notifications, props),
      "",
    ]),
    ...doubtLines(runs, props),
    `${fired.length} fired. A recording has no expectations, so none of it is a failure.`,
    ...(unsupported.length === 0
      ? []
      : [`${unsupported.length} not evaluated (marked with !): their silence proves nothing.`]),
  ].join("\n");
}
