/**
 * Makes many calls, and calls with ever new tag values, and prints by how many MiB
 * the heap and the buffers grew. With
 * larger numbers: `node --import tsx __tests__/runtime/services/memory.ts <calls> <distinct values>`.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { COMPLETION, MODEL, PROMPT } from "../support/fixtures";
import { print, startTelemetry } from "./telemetry";

/** A call sends at least this many metric points. */
const METRICS_PER_CALL = 5;
const CALLS_PER_TURN = 100;

const [calls = 20_000, distinct = 10_000] = process.argv.slice(2).map(Number);
const llm = startTelemetry();

setFlagsFromString("--expose_gc");
const collectGarbage = runInNewContext("gc") as () => void;

interface Memory {
  readonly heap: number;
  /** Outside the heap: what dd-trace has encoded and not sent yet. */
  readonly buffers: number;
}

function memoryMiB(): Memory {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed / 1024 / 1024, buffers: external / 1024 / 1024 };
}

function growth(from: Memory, to: Memory): Memory {
  return { heap: to.heap - from.heap, buffers: to.buffers - from.buffers };
}

async function callWith(versionOf: (call: number) => string, count: number): Promise<void> {
  for (let call = 0; call < count; call++) {
    await llm.withPrompt({ ...PROMPT, version: versionOf(call) }, () =>
      llm.request(MODEL, () => Promise.resolve(COMPLETION)),
    );
    if (call % CALLS_PER_TURN === 0) await nextTurn();
  }
}

async function main(): Promise<void> {
  await callWith(() => "1", 2000);
  const before = memoryMiB();
  await callWith(() => "1", calls);
  const afterCalls = memoryMiB();
  await callWith((call) => `distinct-${call}`, distinct);
  const afterDistinct = memoryMiB();
  print(
    JSON.stringify({
      metrics: (calls + distinct) * METRICS_PER_CALL,
      calls: growth(before, afterCalls),
      distinct: growth(afterCalls, afterDistinct),
    }),
  );
  process.exit();
}

void main();
