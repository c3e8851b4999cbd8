/**
 * Breaks source files in small ways, one at a time, and runs the tests of their room on each: a change
 * that no test notices shows a test that is missing. A file takes a minute or ten.
 *
 *     npm run mutation -- telemetry/normalize.ts runtime/errors
 *
 * Results go into `docs/mutation.json`; `npm run docs` writes the page from it.
 */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { addResults, score, type FileResult, type Survivor } from "./results";
import { runStryker, type Mutant, type Report } from "./stryker";

const ROOT = path.join(__dirname, "../..");
const NOTICED = ["Killed", "Timeout"];
const UNNOTICED = ["Survived", "NoCoverage"];

function main(paths: readonly string[]): void {
  const files = paths.flatMap(sourceFiles);
  if (files.length === 0) {
    console.error(
      "npm run mutation -- <file or folder> …, of telemetry, constructs, runtime or lab",
    );
    process.exitCode = 2;
    return;
  }
  for (const [room, members] of byRoom(files)) {
    const results = Object.fromEntries(
      Object.entries(runStryker(members, testsOf(room)).files).map(([file, one]) => [
        file,
        resultOf(one),
      ]),
    );
    addResults(results);
    for (const [file, result] of Object.entries(results)) print(file, result);
  }
}

function sourceFiles(given: string): string[] {
  const file = path.relative(ROOT, path.resolve(given));
  if (!statSync(path.join(ROOT, file)).isDirectory()) return [file];
  return readdirSync(path.join(ROOT, file), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(file, name));
}

/** Files of one room share their tests, and so the first run of these. */
function byRoom(files: readonly string[]): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const file of files) {
    const room = path.dirname(file);
    rooms.set(room, [...(rooms.get(room) ?? []), file]);
  }
  return rooms;
}

/** The room's own tests, and those of the whole that are quick enough to be run hundreds of times. */
function testsOf(room: string): readonly string[] {
  const [top] = room.split("/");
  const own = [`__tests__/${room}/**/*.test.ts`];
  // Whole texts of errors are held there.
  const mistakes = "__tests__/mistakes/{declarations,props,signals,suspicions}.test.ts";
  if (top === "telemetry") return [...own, mistakes];
  if (top === "runtime") return [...own, "__tests__/runtime/{contract,ends,set-up}.test.ts"];
  if (top === "constructs") {
    const slow = "{state,state-survives,upgrades,any-service,operations,environments}";
    return [...own, mistakes, `__tests__/constructs/!(${slow}).test.ts`];
  }
  return own;
}

function resultOf({ source, mutants }: Report["files"][string]): FileResult {
  const lines = source.split("\n");
  const survivor = ({ location: { start, end }, replacement }: Mutant): Survivor => {
    const last = end.line === start.line ? end.column - 1 : undefined;
    const from = (lines[start.line - 1] ?? "").slice(start.column - 1, last);
    return { line: start.line, from, to: replacement.split("\n", 1).join() };
  };
  return {
    noticed: mutants.filter(({ status }) => NOTICED.includes(status)).length,
    survivors: mutants.filter(({ status }) => UNNOTICED.includes(status)).map(survivor),
  };
}

function print(file: string, result: FileResult): void {
  console.log(`${file}: ${score([result]).toFixed(1)} % of the changes were noticed`);
  for (const { line, from, to } of result.survivors) {
    console.log(`  ${file}:${line}  ${from}  →  ${to}`);
  }
}

main(process.argv.slice(2));
