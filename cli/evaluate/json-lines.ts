import { textLines } from "../../lab/inputs/text-lines";
import { MOST_OF_LINES, readText } from "../read-bytes";
import { reasonOf } from "../read-json";
import { UsageError } from "../usage-error";

/** One line of a file, and where it stands, for messages. */
export interface JsonLine {
  readonly at: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** @throws UsageError where a line is no JSON object */
export function readJsonLines(file: string, text = textOfLines(file)): JsonLine[] {
  const found: JsonLine[] = [];
  let number = 0;
  for (const line of textLines(text)) {
    number += 1;
    if (line.trim() === "") continue;
    const at = `${file}:${number}`;
    const value = parsed(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new UsageError(`${at}: ${line.slice(0, 80)} given; allowed: one JSON object a line`);
    }
    found.push({ at, value: value as Readonly<Record<string, unknown>> });
  }
  return found;
}

/** @throws UsageError where the file cannot be read */
export function textOfLines(file: string): string {
  try {
    return readText(file, MOST_OF_LINES);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
