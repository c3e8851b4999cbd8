import { createHash } from "node:crypto";
import { UsageError } from "../usage-error";
import { readJsonLines } from "./json-lines";

/** One line of a data set. What else it holds is between the data set and the function that runs it. */
export interface Case extends Readonly<Record<string, unknown>> {
  readonly id: string;
}

/** @throws UsageError with all that is wrong: no cases, cases without an id, the same id twice */
export function readCases(file: string): Case[] {
  const lines = readJsonLines(file);
  const seen = new Map<unknown, string>();
  const problems = lines.flatMap(({ at, value: { id } }) => {
    const before = seen.get(id);
    seen.set(id, at);
    if (typeof id !== "string" || id === "") {
      return [
        `${at}: id: ${id === undefined ? "nothing" : JSON.stringify(id)} given; allowed: a text of its own`,
      ];
    }
    return before === undefined
      ? []
      : [`${at}: id: ${JSON.stringify(id)} is that of ${before}, too`];
  });
  if (lines.length === 0) problems.push(`${file} has no cases: write one JSON object a line.`);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return lines.map(({ value }) => value as Case);
}

const HASH_DIGITS = 12;

/** Tells a case from what it was before somebody changed it; the order of its fields changes nothing. */
export function hashOf(one: Case): string {
  const sorted = Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, HASH_DIGITS);
}
