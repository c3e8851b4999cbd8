import { statSync } from "node:fs";
import { MOST_OF_JSON, readText } from "./read-bytes";
import { startOfFile } from "./start-of-file";

/** Whether a file is one JSON object, and no recording of `datadog-llm record`, which has one a line. */
export function isOneObject(file: string): boolean {
  // Whoever opens a pipe waits for its writer.
  if (!statSync(file).isFile()) return false;
  const start = startOfFile(file, 1_000)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (!start.startsWith("{") || start.includes('"datadog-llm recording"')) return false;
  try {
    JSON.parse(readText(file, MOST_OF_JSON));
    return true;
  } catch {
    return false;
  }
}
