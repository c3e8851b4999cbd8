import { writeFileSync } from "node:fs";
import { runName, type Run } from "../run";
import { Report } from "./report";

/** What a report shows beside its runs. */
export interface ReportProps {
  /**
   * Runs of the same scenarios before a change, such as one of thresholds: each is shown beside the
   * run of its scenario and service. @default - none
   */
  readonly against?: readonly Run[];
}

/**
 * Writes a report of runs to one HTML file that needs no network.
 *
 * @example
 * const run = play(watched, scenario("prompt-regression"), { recording: true });
 * writeReport("report.html", [run]);
 * @example
 * // What a change of thresholds does.
 * writeReport("report.html", runsAfter, { against: runsBefore });
 * @throws TypeError where a run was played without `recording: true`.
 */
export function writeReport(
  file: string,
  runs: readonly Run[],
  { against = [] }: ReportProps = {},
): void {
  const report = new Report(runs.length);
  for (const run of runs)
    report.add(
      run,
      against.find((other) => isSame(run, other)),
    );
  writeFileSync(file, report.html());
}

function isSame(run: Run, other: Run): boolean {
  return run.scenario === other.scenario && runName(run) === runName(other);
}
