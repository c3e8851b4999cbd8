import { deflateRawSync } from "node:zlib";
import type { MetricStore } from "../metrics";
import type { Run, RunRecording } from "../run";
import { runName } from "../run/run-name";
import { alertChanges } from "./changes";
import { headOf, isJudged } from "./head";
import type { BeforeReport, ReportHead, RunReport } from "./model";
import { monitorReports } from "./monitor-report";
import type { RunData } from "./render-page";
import { encodeStore, type EncodedSeries, type Resolution } from "./series-codec";

const HOUR = 3_600;
/** Bytes of series per run: with the rest, a day of one service stays below 3 MB. */
const RUN_BUDGET = 1_800_000;
/** Bytes of series per file: the runs share it, and get coarser when they are many. */
const FILE_BUDGET = 12_000_000;

/** Finest first. */
const RESOLUTIONS: readonly Resolution[] = [
  { step: 60, binsPerBin: 1 },
  { step: 60, binsPerBin: 3 },
  { step: 300, binsPerBin: 1 },
  { step: 300, binsPerBin: 3 },
  { step: 900, binsPerBin: 3 },
  { step: HOUR, binsPerBin: 3 },
];

/** A run as the page holds it: plain data, which another thread may have made. */
export interface EncodedRun {
  readonly head: ReportHead;
  readonly data: RunData;
}

/**
 * What a report shows of a run, without its recording.
 *
 * @param runs How many there will be in the report: they share the size of the file.
 * @param before The same scenario before a change, to be shown beside it.
 * @throws TypeError where a run was played without `recording: true`.
 */
export function encodeRun(run: Run, runs: number, before?: Run): EncodedRun {
  const recording = recordingOf(run);
  const { series, numbers } = encodeWithin(recording, Math.min(RUN_BUDGET, FILE_BUDGET / runs));
  const named = { ...run, service: runName(run) };
  const report: RunReport = {
    ...runReport(named, recording, series),
    ...(before ? { before: beforeReport(before) } : {}),
  };
  const head: ReportHead = {
    ...headOf(named, recording),
    ...(before
      ? { before: headOf(before, recordingOf(before)), changes: alertChanges(run, before).length }
      : {}),
  };
  return { head, data: { run: packed(JSON.stringify(report)), numbers } };
}

function recordingOf({ recording, service, scenario }: Run): RunRecording {
  if (recording) return recording;
  throw new TypeError(
    `The run of ${scenario} for ${service} has no recording: play it with { recording: true }.`,
  );
}

function beforeReport(run: Run): BeforeReport {
  const { ok, alerts, notifications } = run;
  return { ok, alerts, notifications, monitors: monitorReports(recordingOf(run)) };
}

function runReport(run: Run, recording: RunRecording, series: EncodedSeries): RunReport {
  const { title, seed, from, to, onset, dashboards, requests: traces } = recording;
  const { isReplay = false, thresholds } = recording;
  const { service, scenario, ok, requests, alerts, notifications, unsupported } = run;
  const { nothingRecorded } = run;
  return {
    ...(nothingRecorded ? { nothingRecorded } : {}),
    ...{ service, scenario, ok, title, seed, requests, from, to, onset, isReplay },
    ...{ isJudged: isJudged(run), ...(thresholds ? { thresholds } : {}) },
    ...{ alerts, notifications, unsupported },
    monitors: monitorReports(recording),
    dashboards,
    traces,
    series,
  };
}

/** The finest resolution that fits; the coarsest where none does. */
function encodeWithin({ store, from, to }: RunRecording, budget: number) {
  const fitting = RESOLUTIONS.filter(({ step }) => step >= finestStep(store, to - from));
  let best: { series: EncodedSeries; numbers: string } | undefined;
  for (const resolution of fitting) {
    const { series, numbers } = encodeStore(store, resolution);
    best = { series, numbers: packed(numbers) };
    if (best.numbers.length <= budget) break;
  }
  if (!best) throw new RangeError("No resolution fits.");
  return best;
}

/** A minute for what fits a screen, five for a day, and hours where a store keeps no finer bins. */
function finestStep({ retention }: MetricStore, span: number): number {
  if (span > (retention[1]?.binSeconds ?? 0)) return HOUR;
  return span > 12 * HOUR ? 300 : 60;
}

function packed(data: string | Uint8Array): string {
  return deflateRawSync(data, { level: 9 }).toString("base64");
}
