import { closeSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  alertsOf,
  backtest,
  dashboardsOfStack,
  monitorsOfExport,
  monitorsOfStack,
  readRecording,
  readSeries,
  replay,
  type Dashboard,
  type MonitorDefinition,
  type Run,
} from "../../lab";
import { junitReport, labJson } from "../lab-report";
import { thresholdLines } from "../threshold-report";
import { recordingReport } from "../recording-report";
import { hasColours, reportWidth } from "../terminal";
import { secondsOf } from "../arguments";
import { isSpan } from "../lab/check-options";
import { UsageError } from "../usage-error";

export interface LabRecordingOptions {
  /** Module of the CDKTF app. */
  readonly app: string;
  /** A recording of `datadog-llm record`, or a CSV of series. */
  readonly recording: string;
  /** File of exported monitors; without one, those of the stacks. */
  readonly monitors?: string | undefined;
  /** Names of stacks; empty for all, or for none beside exported monitors. */
  readonly stacks: readonly string[];
  /** ISO 8601, or a span after the last point such as `30m`: evaluation goes on until then. */
  readonly until?: string | undefined;
  /** Also say how often each alert would page with other thresholds. */
  readonly thresholds?: boolean;
  /** File for a JUnit report. */
  readonly junit?: string | undefined;
  /** File for an HTML report. */
  readonly report?: string | undefined;
  /** Print one JSON object instead of the report. */
  readonly json: boolean;
  /** Print what each notification says. */
  readonly messages: boolean;
}

/** Monitors, under the name that the report gives them. */
interface MonitorSet {
  readonly service: string;
  readonly env?: string;
  readonly monitors: readonly MonitorDefinition[];
  /** For the report. */
  readonly dashboards?: readonly Dashboard[];
}

/**
 * Evaluates monitors over a recording and prints what each did. A recording has no expectations:
 * whatever fires is reported, and is no failure. The exit code is 1 where a monitor could not be
 * evaluated, because its silence proves nothing.
 */
export async function labRecording(options: LabRecordingOptions): Promise<void> {
  const { recording, json, junit, messages } = options;
  const sets = await monitorSets(options);
  const points = readFile(recording, () => readPoints(recording));
  if (points.length === 0) throw new UsageError(`${recording} holds no points.`);
  const until = options.until === undefined ? undefined : untilOf(options.until, points);
  const runs = sets.map((set) =>
    readFile(recording, () => replaySet(recording, points, set, until)),
  );
  if (junit !== undefined) writeFileSync(junit, junitReport(runs));
  const tables = options.thresholds ? sets.map(({ monitors }) => backtest(monitors, points)) : [];
  const props = { width: reportWidth(), colours: hasColours(), messages };
  const backtests = tables.length === 0 ? {} : { thresholds: tables.flat() };
  if (json) console.log(JSON.stringify({ ...labJson(runs), ...backtests }));
  else {
    console.log(recordingReport(runs, startOf(points), props));
    for (const rows of tables) console.log(`\n${thresholdLines(rows, props.width).join("\n")}`);
  }
  if (runs.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function monitorSets(options: LabRecordingOptions): Promise<MonitorSet[]> {
  const { app, monitors: exportFile, stacks } = options;
  const exported = exportFile === undefined ? [] : [readMonitors(exportFile)];
  if (exported.length > 0 && stacks.length === 0) return exported;
  // Loaded late: exported monitors need no CDKTF.
  const { isOfStacks, monitoredModules, watchedOf } = await import("../lab/watched-services.js");
  if (isOfStacks(app)) {
    const modules = monitoredModules(app, stacks);
    return [
      ...modules.map(({ stack, json }) => ({ service: stack, ...watchersOf(json) })),
      ...exported,
    ];
  }
  const { watched } = await watchedOf(app, stacks);
  const sets = watched.map(({ service: { service, env }, json }) => ({
    ...{ service, env },
    ...watchersOf(json),
  }));
  return [...sets, ...exported];
}

function watchersOf(json: unknown): Pick<MonitorSet, "monitors" | "dashboards"> {
  return { monitors: monitorsOfStack(json), dashboards: dashboardsOfStack(json) };
}

function replaySet(
  file: string,
  points: Points,
  { monitors, ...watched }: MonitorSet,
  until: number | undefined,
): Run {
  const expects = alertsOf(monitors).map(({ signal }) => ({
    signal,
    optional: "a recording has no expectations",
  }));
  const extended = until === undefined ? {} : { until };
  return replay(monitors, points, { name: path.basename(file), ...watched, expects, ...extended });
}

/** @returns Seconds since the epoch. */
function untilOf(text: string, points: Points): number {
  if (!isSpan(text)) return Date.parse(text) / 1_000;
  const last = points.reduce((most, { timestamp }) => Math.max(most, timestamp), -Infinity);
  return last + secondsOf("--until", text);
}

/** When minute 0 was, in ISO 8601. */
function startOf(points: Points): string {
  const first = points.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity);
  return new Date(Math.floor(first / 60) * 60_000).toISOString();
}

/** @param file One exported monitor, or a list of them. */
function readMonitors(file: string): MonitorSet {
  const monitors = readFile(file, () => monitorsOfExport(JSON.parse(readFileSync(file, "utf8"))));
  return { service: path.basename(file), monitors };
}

type Points = ReturnType<typeof readRecording>;

function readPoints(file: string): Points {
  return startsWithBrace(file) ? readRecording(file) : readSeries(readFileSync(file, "utf8"));
}

/** A recording is JSON, a header of CSV is not. */
function startsWithBrace(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const first = Buffer.alloc(1);
    return readSync(descriptor, first) === 1 && first.toString() === "{";
  } finally {
    closeSync(descriptor);
  }
}

/** What is wrong with a file is the user's to mend, and needs its name. */
function readFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isOfTheSystem = typeof code === "string";
    const isOfTheReaders = error instanceof SyntaxError || error instanceof RangeError;
    if (isOfTheSystem || isOfTheReaders) throw new UsageError(`${file}: ${message}`);
    throw error;
  }
}
