import { statSync } from "node:fs";
import { MAX_JSON_BYTES, readText } from "./read-bytes";
import { startOfFile } from "./start-of-file";

/**
 * The JSON object that a file is; undefined for anything else, as for a recording of `datadog-llm record`,
 * which has one a line.
 */
export function oneObjectIn(file: string): object | undefined {
  // Whoever opens a pipe waits for its writer.
  if (!statSync(file).isFile()) return undefined;
  const start = startOfFile(file, 1_000).trimStart();
  if (!start.startsWith("{") || start.includes('"datadog-llm recording"')) return undefined;
  try {
    return JSON.parse(readText(file, MAX_JSON_BYTES)) as object;
  } catch {
    return undefined;
  }
}
