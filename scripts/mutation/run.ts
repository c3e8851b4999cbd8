/**
 * Breaks source files in small ways, one at a time, and runs on each change the tests that come by it: a
 * change that none notices shows a test that is missing. Rooms hold thousands of changes, so some are drawn.
 *
 *     npm run mutation -- --sample 150 --seed 1 telemetry lab/agent    draws, tests, keeps the result
 *     npm run mutation -- --survivors telemetry                        asks again what was not noticed
 *     npm run mutation -- runtime/errors/redact.ts                     tests every change, keeps nothing
 *
 * Results go into `docs/mutation.json`; `npm run docs` writes the page from it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Random } from "../../lab/simulation/random";
import { compiles } from "./compile";
import { mutantsOf, prepare, type Mutant } from "./mutants";
import { addResult, readResults, survivorOf, type Noticed, type RoomResult } from "./results";
import { Tester } from "./tester";
import { testsNear } from "./tests";

/** Processor seconds of tests that a change may cost before it counts as not noticed. */
const MAX_SECONDS = 10;

/** A file of tests that takes longer is asked last: the seconds are worth more elsewhere. */
const SLOW_SECONDS = 2.5;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: "string" },
      seed: { type: "string", default: "1" },
      survivors: { type: "boolean", default: false },
    },
  });
  for (const room of positionals) {
    const all = await mutantsOf(room);
    const seed = Number(values.seed);
    const size = Number(values.sample ?? all.length);
    const chosen = values.survivors ? survivorsOf(room, all) : draw(all, size, seed);
    console.log(`${room}: ${chosen.length} of ${all.length} changes`);
    const result = await testAll(chosen, { of: all.length, seed });
    print(room, result);
    if (values.sample !== undefined) addResult(room, result);
  }
}

function draw(all: readonly Mutant[], size: number, seed: number): readonly Mutant[] {
  const random = new Random(seed);
  return all
    .map((one) => [random.next(), one] as const)
    .sort(([a], [b]) => a - b)
    .slice(0, size)
    .map(([, one]) => one);
}

function survivorsOf(room: string, all: readonly Mutant[]): readonly Mutant[] {
  const known = new Set(readResults()[room]?.survivors.map((one) => JSON.stringify(one)));
  return all.filter((one) => known.has(JSON.stringify(survivorOf(one))));
}

async function testAll(
  chosen: readonly Mutant[],
  drawn: { readonly of: number; readonly seed: number },
): Promise<RoomResult> {
  const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-mutation-"));
  const mutants = await prepare(chosen, folder);
  const tester = new Tester(folder);
  const survivors: Mutant[] = [];
  const by = { tests: 0, types: 0 };
  try {
    for (const [index, mutant] of mutants.entries()) {
      const noticed = await whoNotices(mutant, tester);
      if (noticed === undefined) survivors.push(mutant);
      else by[noticed] += 1;
      const { file, range, from, to } = mutant;
      const place = `${file}:${range.start.line + 1}:${range.start.column + 1}`;
      console.log(
        `${index + 1} ${noticed ?? "NOBODY"} ${place} ${oneLine(from)}  →  ${oneLine(to)}`,
      );
    }
  } finally {
    tester.stop();
    rmSync(folder, { recursive: true });
  }
  return { ...drawn, by, survivors: survivors.map(survivorOf) };
}

/** The type check is asked first: it is part of `npm test`, and costs least. */
async function whoNotices(mutant: Mutant, tester: Tester): Promise<keyof Noticed | undefined> {
  if (!compiles(mutant)) return "types";
  let spent = 0;
  let slow: string | undefined;
  for (const test of testsNear(mutant.file)) {
    const { passes, seconds, reached } = await tester.know(test);
    if (!passes || reached[mutant.id] === undefined) continue;
    if (seconds > SLOW_SECONDS) {
      slow ??= test;
      continue;
    }
    if (await tester.notices(test, mutant.id)) return "tests";
    spent += seconds;
    if (spent > MAX_SECONDS) break;
  }
  if (slow !== undefined && (await tester.notices(slow, mutant.id))) return "tests";
  return undefined;
}

function print(room: string, { by, survivors }: RoomResult): void {
  const noticed = by.tests + by.types;
  const percent = (100 * noticed) / (noticed + survivors.length);
  console.log(`${room}: ${percent.toFixed(1)} % noticed, ${by.types} of them by the type check`);
  for (const { file, line, from, to } of survivors) {
    console.log(`  ${file}:${line}  ${from}  →  ${to}`);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 90);
}

void main();
