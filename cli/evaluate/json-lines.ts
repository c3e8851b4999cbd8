import { readFileSync } from "node:fs";
import { UsageError } from "../usage-error";

/** One line of a file, and where it stands, for messages. */
export interface JsonLine {
  readonly at: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** @throws UsageError where a line is no JSON object */
export function readJsonLines(file: string, text = readFileSync(file, "utf8")): JsonLine[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const at = `${file}:${index + 1}`;
    const value = parsed(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return [{ at, value: value as Readonly<Record<string, unknown>> }];
    }
    throw new UsageError(`${at}: ${line.slice(0, 80)} given; allowed: one JSON object a line`);
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
