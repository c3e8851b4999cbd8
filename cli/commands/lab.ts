import { writeFileSync } from "node:fs";
import type { Scenario } from "../../lab";
import { scenario, SCENARIOS } from "../../lab/scenarios";
import { labJson, junitReport, labReport } from "../lab-report";
import { printedBefore, readBaseline, watchedBefore, type Baseline } from "../lab/against";
import { changedStacks } from "../lab/changed";
import { differencesOf, differenceText, type Difference } from "../lab/differences";
import { notPlayedOf, notPlayedRows } from "../lab/not-played";
import { playsOf, type Play, type Played } from "../lab/plays";
import { playWithProgress } from "../lab/progress";
import { watchedOf, type WatchedServices, type WatchedStack } from "../lab/watched-services";
import { table } from "../table";
import { hasColours, reportWidth } from "../terminal";
import { UsageError } from "../usage-error";

export interface LabOptions {
  /** Module of the CDKTF app, whose declarations say what traffic each service has; or Terraform JSON. */
  readonly app: string;
  /** Ids of scenarios; empty for all but the long ones. */
  readonly scenarios: readonly string[];
  /** Names of stacks; empty for all that have monitors. */
  readonly stacks: readonly string[];
  readonly seed: number;
  /** A recording of the services, by which their traffic is measured. */
  readonly trafficFrom?: string | undefined;
  /** A git revision: only stacks that differ from it are played; empty for where the work began. */
  readonly changed?: string | undefined;
  /** What is compared with: see `readBaseline`. */
  readonly against?: string | undefined;
  /** File for a JUnit report. */
  readonly junit?: string | undefined;
  /** File for an HTML report. */
  readonly report?: string | undefined;
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
  const { app, against, seed, report, junit, json, messages } = options;
  const chosen = options.scenarios.length === 0 ? SCENARIOS : options.scenarios.map(scenarioOf);
  const { watched, notes } = await watchedToPlay(options);
  const baseline = against === undefined ? undefined : readBaseline(against, app);
  const plays = playsOfAll(watched, chosen, baseline);
  const notPlayed = notPlayedOf(watched, chosen);
  for (const note of notes) console.error(note);
  const reported = report === undefined ? {} : { runsOfReport: plays.length };
  const played = await playWithProgress(plays, { seed, ...reported });
  const runs = played.map(({ run }) => run);
  const differences = baseline && differencesIn(played, baseline);
  if (junit !== undefined) writeFileSync(junit, junitReport(runs));
  if (report !== undefined) await writeHtml(report, played);
  const props = { width: reportWidth(), colours: hasColours(), messages };
  const compared = differences ? { against, differences } : {};
  if (json) console.log(JSON.stringify({ ...labJson(runs), seed, notes, notPlayed, ...compared }));
  else if (runs.length > 0) console.log(labReport(runs, props, notPlayedRows(notPlayed)));
  if (!json && differences) console.log(differenceLines(differences, props.width).join("\n"));
  if (runs.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function watchedToPlay(options: LabOptions): Promise<WatchedServices> {
  const found = await changedOnly(options);
  const { trafficFrom } = options;
  if (trafficFrom === undefined) return found;
  const { measuredFrom } = await import("../lab/measured-from.js");
  return measuredFrom(found, trafficFrom);
}

async function changedOnly({ app, stacks, changed }: LabOptions): Promise<WatchedServices> {
  const found = await watchedOf(app, stacks);
  if (found.watched.length === 0) {
    throw new UsageError("No stack of the app has monitors of ours.");
  }
  if (changed === undefined) return found;
  const since = changedStacks(found.watched, changed, app);
  return { watched: since.changed, notes: [...found.notes, since.note] };
}

function playsOfAll(
  watched: readonly WatchedStack[],
  scenarios: readonly Scenario[],
  baseline: Baseline | undefined,
): Play[] {
  const plays = watched.flatMap((one) => {
    const { service, monitors, dashboards } = one;
    const before = watchedBefore(one, baseline);
    const own = { service, monitors, ...(dashboards ? { dashboards } : {}) };
    return playsOf(before ? { ...own, before } : own, scenarios);
  });
  if (plays.length > 0 || watched.length === 0) return plays;
  const missing = scenarios.map(({ id, needs = "another service" }) => `${id} needs ${needs}`);
  throw new UsageError(`No scenario fits the services of these stacks: ${missing.join("; ")}.`);
}

function differencesIn(played: readonly Played[], baseline: Baseline): Difference[] {
  return played.flatMap(({ run, before }) => {
    const earlier = before ?? printedBefore(run, baseline);
    return earlier ? differencesOf(earlier, run) : [];
  });
}

function differenceLines(differences: readonly Difference[], width: number): string[] {
  if (differences.length === 0) return ["No alert pages or recovers otherwise than before."];
  return [
    "Otherwise than before:",
    ...table(
      differences.map((one) => ["  ", differenceText(one)]),
      width,
    ),
  ];
}

/** Says how large the file is: people mail it. */
async function writeHtml(file: string, played: readonly Played[]): Promise<void> {
  const { Report } = await import("../../lab/report/index.js");
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
