import { writeFileSync } from "node:fs";
import type { Run } from "../run";
import { Report } from "./report";

/**
 * Writes a report of runs to one HTML file that needs no network.
 *
 * @example
 * const run = play(watched, scenario("prompt-regression"), { recording: true });
 * writeReport("report.html", [run]);
 * @throws TypeError where a run was played without `recording: true`.
 */
export function writeReport(file: string, runs: readonly Run[]): void {
  const report = new Report(runs.length);
  for (const run of runs) report.add(run);
  writeFileSync(file, report.html());
}
