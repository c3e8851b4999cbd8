import { readFileSync, statSync } from "node:fs";
import { startOfFile } from "./start-of-file";

/** Beyond this nobody saves an answer of an API. */
const MAX_BYTES = 1 << 26;

/** Whether a file is one JSON object, and no recording of `datadog-llm record`, which has one a line. */
export function isOneObject(file: string): boolean {
  const start = startOfFile(file, 1_000)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (!start.startsWith("{") || start.includes('"datadog-llm recording"')) return false;
  if (statSync(file).size > MAX_BYTES) return false;
  try {
    JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    return true;
  } catch {
    return false;
  }
}
