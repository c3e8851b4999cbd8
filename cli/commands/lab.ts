import { writeFileSync } from "node:fs";
import path from "node:path";
import { scenario, SCENARIOS, type Scenario } from "../../lab";
import { Report } from "../../lab/report";
import { junitReport, labJson, labReport } from "../lab-report";
import { playAll } from "../lab/play-all";
import { playsOf, type Play, type Played, type PlayProps } from "../lab/play-one";
import { LabProgress } from "../lab/progress";
import { watchedServices } from "../lab/watched-services";
import { loadApp } from "../load-app";
import { hasColours, reportWidth } from "../terminal";
import { requireWritable } from "../require-writable";
import { UsageError } from "../usage-error";

export interface LabOptions {
  /** Module of the CDKTF app; its declarations say what traffic each service has. */
  readonly app: string;
  /** Ids of scenarios; empty for all but the long ones. */
  readonly scenarios: readonly string[];
  /** Names of stacks; empty for all that have monitors. */
  readonly stacks: readonly string[];
  readonly seed: number;
  /** File for a JUnit report. */
  readonly junit: string | undefined;
  /** File for an HTML report. */
  readonly report: string | undefined;
  /** Print one JSON object instead of the report. */
  readonly json: boolean;
  /** Print what each notification says. */
  readonly messages: boolean;
}

/**
 * Plays scenarios against the synthesized monitors and prints what each alert did. The exit code is 1
 * where an expected alert stayed silent, or another fired.
 */
export async function lab(options: LabOptions): Promise<void> {
  const chosen = options.scenarios.length === 0 ? SCENARIOS : options.scenarios.map(scenarioOf);
  const watched = watchedServices(await loadApp(path.resolve(options.app)), options.stacks);
  const plays = watched.flatMap((one) => playsOf(one, chosen));
  if (watched.length === 0) throw new UsageError("No stack of the app has monitors of ours.");
  for (const file of [options.report, options.junit]) requireWritable(file);
  if (plays.length === 0) {
    const missing = chosen.map(({ id, needs = "another service" }) => `${id} needs ${needs}`);
    throw new UsageError(`No scenario fits the services of these stacks: ${missing.join("; ")}.`);
  }
  const { seed, report } = options;
  const reported = report === undefined ? {} : { runsOfReport: plays.length };
  const played = await playWithProgress(plays, { seed, ...reported });
  const runs = played.map(({ run }) => run);
  if (options.junit !== undefined) writeFileSync(options.junit, junitReport(runs));
  if (report !== undefined) writeHtml(report, played);
  const { json, messages } = options;
  const props = { width: reportWidth(), colours: hasColours(), messages };
  console.log(json ? JSON.stringify(labJson(runs)) : labReport(runs, props));
  if (runs.some(({ ok }) => !ok)) process.exitCode = 1;
}

/** Says how large the file is: people mail it. */
function writeHtml(file: string, played: readonly Played[]): void {
  const report = new Report(played.length);
  for (const { encoded } of played) if (encoded) report.addEncoded(encoded);
  const html = report.html();
  writeFileSync(file, html);
  console.error(`Report: ${file} (${(Buffer.byteLength(html) / 1e6).toFixed(1)} MB)`);
}

function scenarioOf(id: string): Scenario {
  try {
    return scenario(id);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function playWithProgress(plays: readonly Play[], props: PlayProps): Promise<Played[]> {
  const progress = new LabProgress(plays);
  try {
    return await playAll(plays, { ...props, onProgress: progress.show });
  } finally {
    progress.clear();
  }
}
