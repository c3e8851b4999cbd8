import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, type Mutant } from "./mutants";

const FILE = path.join(ROOT, "docs/mutation.json");

/** A change that no test noticed. */
export interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

/** How many changes the type check refused, and how many of the others the tests noticed. */
export interface Noticed {
  readonly types: number;
  readonly tests: number;
}

export interface RoomResult {
  /** How many changes there are, of which those that follow were drawn. */
  readonly of: number;
  readonly seed: number;
  readonly by: Noticed;
  readonly survivors: readonly Survivor[];
}

/** By the room's path. */
export type Results = Readonly<Record<string, RoomResult>>;

export function readResults(): Results {
  return JSON.parse(readFileSync(FILE, "utf8")) as Results;
}

/** Replaces what is known of this room, and leaves the others. */
export function addResult(room: string, result: RoomResult): void {
  const all = Object.entries({ ...readResults(), [room]: result });
  const sorted = all.sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** The first lines say enough. */
export function survivorOf({ file, range, from, to }: Mutant): Survivor {
  const [shownFrom = "", shownTo = ""] = [from, to].map((text) => text.split("\n", 1)[0]);
  return { file, line: range.start.line + 1, from: shownFrom, to: shownTo };
}
