import { writeFileSync } from "node:fs";
import path from "node:path";
import { alertsOf, dashboardsOfStack, monitorsOfExport, monitorsOfStack } from "../../lab";
import { replayAll, type ReplaySet } from "../../lab/run/replay-all";
import { secondsOf } from "../arguments";
import { junitReport, labJson } from "../lab-report";
import { isSpan } from "../lab/check-options";
import { recordingReport } from "../recording-report";
import { readJsonFile } from "../read-json";
import { openPoints, readFile } from "../recorded-points";
import { hasColours, reportWidth } from "../terminal";
import { thresholdLines } from "../threshold-report";

export interface LabRecordingOptions {
  /** Module of the CDKTF app, or Terraform JSON. */
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

/**
 * Evaluates monitors over a recording and prints what each did. A recording has no expectations:
 * whatever fires is reported, and is no failure. The exit code is 1 where a monitor could not be
 * evaluated, because its silence proves nothing.
 */
export async function labRecording(options: LabRecordingOptions): Promise<void> {
  const { recording, json, junit, report, messages, thresholds = false } = options;
  const sets = await setsOf(options);
  const replayed = readFile(recording, () => {
    const points = openPoints(recording);
    const asked = { recording: report !== undefined, thresholds, ...spanOf(options.until) };
    return replayAll(sets, points, asked);
  });
  const runs = replayed.map(({ run }) => run);
  if (junit !== undefined) writeFileSync(junit, junitReport(runs));
  if (report !== undefined) {
    const { writeReport } = await import("../../lab/report/index.js");
    writeReport(report, runs);
    console.error(`Report: ${report}`);
  }
  const props = { width: reportWidth(), colours: hasColours(), messages };
  const tables = thresholds ? { thresholds: replayed.flatMap((one) => one.thresholds) } : {};
  if (json) console.log(JSON.stringify({ ...labJson(runs), ...tables }));
  else {
    console.log(recordingReport(runs, props));
    for (const { run, thresholds: rows } of thresholds ? replayed : []) {
      console.log(`\n${thresholdLines(run, rows, props.width).join("\n")}`);
    }
  }
  if (runs.some(({ ok }) => !ok)) process.exitCode = 1;
}

/** The monitors of each service, of each module, and of an export. */
async function setsOf(options: LabRecordingOptions): Promise<ReplaySet[]> {
  const { app, monitors: exportFile, stacks, recording } = options;
  const name = path.basename(recording);
  const exported = exportFile === undefined ? [] : [{ name, ...exportedSet(exportFile) }];
  const needsApp = exported.length === 0 || stacks.length > 0;
  const watched = needsApp ? await watchedSets(app, stacks) : [];
  return [...watched.map((set) => ({ name, ...set })), ...exported].map((set) => ({
    ...set,
    expects: alertsOf(set.monitors).map(({ signal }) => ({
      signal,
      optional: "a recording has no expectations",
    })),
  }));
}

/** Loaded late: exported monitors need no CDKTF. */
async function watchedSets(app: string, stacks: readonly string[]): Promise<ReplaySet[]> {
  const { isOfStacks, monitoredModules, watchedOf } = await import("../lab/watched-services.js");
  if (isOfStacks(app)) {
    return monitoredModules(app, stacks).map(({ stack, json }) => ({
      service: stack,
      ...watchersOf(json),
    }));
  }
  const { watched } = await watchedOf(app, stacks);
  return watched.map(({ service: { service, env }, json }) => ({
    ...{ service, env },
    ...watchersOf(json),
  }));
}

function watchersOf(json: unknown): Pick<ReplaySet, "dashboards"> & Pick<ReplaySet, "monitors"> {
  return { monitors: monitorsOfStack(json), dashboards: dashboardsOfStack(json) };
}

/** @param file One exported monitor, or a list of them. */
function exportedSet(file: string): ReplaySet {
  const monitors = readJsonFile(file, file, monitorsOfExport);
  return { service: path.basename(file), monitors };
}

function spanOf(until: string | undefined): { until?: number; lasting?: number } {
  if (until === undefined) return {};
  return isSpan(until)
    ? { lasting: secondsOf("--until", until) }
    : { until: Date.parse(until) / 1_000 };
}
