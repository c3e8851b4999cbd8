import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const FILE = path.join(__dirname, "../../docs/mutation.json");

/** A change of a line that no test noticed. */
export interface Survivor {
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

export interface FileResult {
  readonly noticed: number;
  readonly survivors: readonly Survivor[];
}

/** By the file's path. */
export type Results = Readonly<Record<string, FileResult>>;

export function readResults(): Results {
  return JSON.parse(readFileSync(FILE, "utf8")) as Results;
}

/** Replaces what is known of these files, and leaves the others. */
export function addResults(results: Results): void {
  const all = Object.entries({ ...readResults(), ...results }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}

export function score(results: readonly FileResult[]): number {
  const noticed = results.reduce((sum, one) => sum + one.noticed, 0);
  const survived = results.reduce((sum, one) => sum + one.survivors.length, 0);
  return (100 * noticed) / (noticed + survived);
}
