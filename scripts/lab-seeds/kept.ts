import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { SeedRun } from "./run";

export const LAB_SEEDS = path.join(__dirname, "..", "..", "docs", "lab-seeds.json");

export interface LabSeeds {
  readonly runs: readonly SeedRun[];
  /** Why alerts of a service need not fire. */
  readonly reasons: Readonly<Record<string, readonly string[]>>;
}

/** The results that are committed. */
export function labSeeds(): LabSeeds {
  if (!existsSync(LAB_SEEDS)) return { runs: [], reasons: {} };
  return JSON.parse(readFileSync(LAB_SEEDS, "utf8")) as LabSeeds;
}
