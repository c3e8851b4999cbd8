/**
 * Makes calls until so many metric points were sent, then calls with ever new tag values. Prints one
 * line of JSON: by how many MiB heap and buffers grew to each stage.
 *
 * Arguments: numbers of points, ascending and comma-separated; number of distinct values.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { COMPLETION, MODEL, PROMPT } from "../support/fixtures";
import { print, startTelemetry } from "./telemetry";

/** A count of the request, and distributions of its latency, its tokens of both kinds and its cost. */
const POINTS_PER_CALL = 5;
const WARM_UP_CALLS = 2000;
const CALLS_PER_TURN = 100;
const MIB = 1024 * 1024;

/** Growth in MiB, after a garbage collection. */
export interface Growth {
  readonly heap: number;
  /** Outside the heap: what dd-trace has encoded and not sent yet. */
  readonly buffers: number;
}

/** What this service prints. */
export interface MemoryReport {
  /** By number of metric points. */
  readonly points: Readonly<Record<string, Growth>>;
  /** After all of them and the distinct values. */
  readonly distinct: Growth;
  /** Highest resident memory of the process in MiB, Node and dd-trace included. */
  readonly peak: number;
}

const llm = startTelemetry();

setFlagsFromString("--expose_gc");
const collectGarbage = runInNewContext("gc") as () => void;

function memory(): Growth {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed / MIB, buffers: external / MIB };
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

async function makeCalls(count: number, versionOf: (call: number) => string): Promise<void> {
  for (let call = 0; call < count; call++) {
    await llm.withPrompt({ ...PROMPT, version: versionOf(call) }, () =>
      llm.request(MODEL, () => Promise.resolve(COMPLETION)),
    );
    if (call % CALLS_PER_TURN === 0) await nextTurn();
  }
}

async function main(stages: readonly number[], distinct: number): Promise<void> {
  await makeCalls(WARM_UP_CALLS, () => "1");
  const before = memory();
  const growth = (): Growth => {
    const { heap, buffers } = memory();
    return { heap: toTenth(heap - before.heap), buffers: toTenth(buffers - before.buffers) };
  };
  const points: Record<string, Growth> = {};
  let sent = 0;
  for (const stage of stages) {
    await makeCalls((stage - sent) / POINTS_PER_CALL, () => "1");
    sent = stage;
    points[stage] = growth();
  }
  await makeCalls(distinct, (call) => `distinct-${call}`);
  const report: MemoryReport = {
    points,
    distinct: growth(),
    peak: toTenth((process.resourceUsage().maxRSS * 1024) / MIB),
  };
  print(JSON.stringify(report));
  process.exit();
}

void main((process.argv[2] ?? "").split(",").map(Number), Number(process.argv[3]));
