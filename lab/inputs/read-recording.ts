import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import type { Point } from "../metrics";
import { checkHeader, parsePoint } from "../recorder/format";

const CHUNK_BYTES = 1 << 20;
/** What `datadog-llm record` writes is far shorter; a file without line breaks must not fill the memory. */
const MAX_LINE = 1 << 20;

/**
 * Reads a recording of `datadog-llm record`, for `replay`.
 *
 * @throws SyntaxError naming the line that cannot be read; Error where the file cannot be.
 * @example
 * const run = replay(monitors, readRecording("incident.jsonl"));
 */
export function readRecording(file: string): Required<Point>[] {
  const points: Required<Point>[] = [];
  // Points of one series share their tags: a recording has millions of the former, hundreds of the latter.
  const known = new Map<string, readonly string[]>();
  let line = 0;
  for (const { text, ended } of linesOf(file)) {
    line += 1;
    if (text.trim() === "" && line > 1) continue;
    try {
      if (line === 1) checkHeader(text);
      else points.push(shareTags(parsePoint(text), known));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const cut = ended ? "" : "; it is cut off: delete it to read the rest";
      throw new SyntaxError(`Line ${line}: ${error.message}${cut}.`);
    }
  }
  if (line === 0) throw new SyntaxError("Line 1: the file is empty.");
  return points;
}

function shareTags(point: Required<Point>, known: Map<string, readonly string[]>): Required<Point> {
  const key = JSON.stringify(point.tags);
  const tags = known.get(key);
  if (tags) return { ...point, tags };
  known.set(key, point.tags);
  return point;
}

/** @returns Each line, and whether it ended with a line break. */
function* linesOf(file: string): Generator<{ readonly text: string; readonly ended: boolean }> {
  const descriptor = openSync(file, "r");
  try {
    const decoder = new StringDecoder("utf8");
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let rest = "";
    for (;;) {
      const read = readSync(descriptor, chunk);
      const lines = (
        rest + (read > 0 ? decoder.write(chunk.subarray(0, read)) : decoder.end())
      ).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines) yield { text, ended: true };
      if (read === 0 || rest.length > MAX_LINE) break;
    }
    if (rest !== "") yield { text: rest, ended: false };
  } finally {
    closeSync(descriptor);
  }
}
