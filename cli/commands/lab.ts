import { accessSync, constants, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { App } from "cdktf";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import {
  dashboardsOfStack,
  monitorsOfStack,
  play,
  scenario,
  SCENARIOS,
  type Run,
  type Scenario,
  type Watched,
} from "../../lab";
import { Report } from "../../lab/report";
import { nameInEnv } from "../../telemetry";
import { stackOf } from "../construct-tree";
import { junitReport, labJson, labReport } from "../lab-report";
import { loadApp } from "../load-app";
import { hasColours, LiveLines, reportWidth } from "../terminal";
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
  const report = options.report === undefined ? undefined : new Report(plays.length);
  const runs = plays.map((one) => playOne(one, options.seed, report));
  if (runs.length === 0) throw new UsageError("No scenario fits the services of these stacks.");
  if (options.junit !== undefined) writeFileSync(options.junit, junitReport(runs));
  if (options.report !== undefined && report) writeHtml(options.report, report.html());
  const { json, messages } = options;
  const props = { width: reportWidth(), colours: hasColours(), messages };
  console.log(json ? JSON.stringify(labJson(runs)) : labReport(runs, props));
  if (runs.some(({ ok }) => !ok)) process.exitCode = 1;
}

/** Says how large the file is: people mail it. */
function writeHtml(file: string, html: string): void {
  writeFileSync(file, html);
  console.error(`Report: ${file} (${(Buffer.byteLength(html) / 1e6).toFixed(1)} MB)`);
}

/** Asked before minutes of playing, whose result could not be kept. */
function requireWritable(file: string | undefined): void {
  if (file === undefined) return;
  try {
    accessSync(path.dirname(path.resolve(file)), constants.W_OK);
  } catch {
    throw new UsageError(`${file} cannot be written: its folder is not there, or not yours.`);
  }
}

function scenarioOf(id: string): Scenario {
  try {
    return scenario(id);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The services of an app that have monitors. */
export function watchedServices(app: App, stacks: readonly string[]): Watched[] {
  const found = app.node.findAll().flatMap((construct) => {
    if (!isLlmServiceMonitors(construct)) return [];
    const stack = stackOf(construct)?.node.id ?? "";
    return [{ stack, service: construct.service }];
  });
  const known = found.map(({ stack }) => stack);
  for (const stack of stacks) {
    if (known.includes(stack)) continue;
    throw new UsageError(
      `There is no stack "${stack}" with monitors; there are: ${known.join(", ")}.`,
    );
  }
  return found
    .filter(({ stack }) => stacks.length === 0 || stacks.includes(stack))
    .map(({ stack, service }) => {
      const file = path.join(app.outdir, "stacks", stack, "cdk.tf.json");
      const json: unknown = JSON.parse(readFileSync(file, "utf8"));
      return { service, monitors: monitorsOfStack(json), dashboards: dashboardsOfStack(json) };
    });
}

/** One scenario to be played for one service. */
interface Play {
  readonly watched: Watched;
  readonly scenario: Scenario;
  readonly label: string;
}

function playsOf(watched: Watched, scenarios: readonly Scenario[]): Play[] {
  const fitting = scenarios.filter(({ appliesTo }) => appliesTo?.(watched.service) ?? true);
  return fitting.map((one, index) => ({
    watched,
    scenario: one,
    label: `${nameInEnv(watched.service)} ${index + 1}/${fitting.length} ${one.id}`,
  }));
}

/** A recording goes into the report at once, and is let go: all of them would take gigabytes. */
function playOne({ watched, scenario: one, label }: Play, seed: number, report?: Report): Run {
  const live = new LiveLines();
  const { recording, ...run } = play(watched, one, {
    seed,
    recording: report !== undefined,
    onProgress: (done) => live.show([progressBar(label, done)]),
  });
  if (recording) report?.add({ ...run, recording });
  live.clear();
  return run;
}

const BAR = 20;

function progressBar(label: string, done: number): string {
  return `[${"#".repeat(Math.round(done * BAR)).padEnd(BAR, ".")}] ${label}`;
}
