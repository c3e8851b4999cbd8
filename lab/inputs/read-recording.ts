import { isAscii } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import type { Point } from "../metrics";
import { readHeader, type Recorded } from "../recorder/format";
import { LineReader } from "./line-reader";
import { spanOf, spanOfFile, type RecordedSpan } from "./recorded-span";

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
  return [...new RecordingFile(file)];
}

/**
 * A recording whose points are read anew each time, one by one: those of a month have no place in memory.
 *
 * @example
 * const run = replay(monitors, new RecordingFile("month.jsonl"));
 */
export class RecordingFile implements Iterable<Required<Point>> {
  constructor(private readonly file: string) {}

  [Symbol.iterator](): Iterator<Required<Point>> {
    return pointsOf(this.file);
  }

  /** What it is of. */
  recorded(): Recorded {
    for (const { text } of linesOf(this.file)) return readHeader(text);
    return {};
  }

  /** From the first to the last point; undefined without points. */
  span(): RecordedSpan | undefined {
    return spanOfFile(this.file) ?? spanOf(this);
  }
}

function* pointsOf(file: string): Generator<Required<Point>> {
  const reader = new LineReader();
  let line = 0;
  for (const { text, ended } of linesOf(file)) {
    line += 1;
    if (line > 1 && text.trim() === "") continue;
    try {
      if (line === 1) readHeader(text);
      else {
        const point = reader.point(text);
        if (point) yield point;
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const cut = ended ? "" : "; it is cut off: delete it to read the rest";
      throw new SyntaxError(`Line ${line}: ${error.message}${cut}.`);
    }
  }
  if (line === 0) throw new SyntaxError("Line 1: the file is empty.");
}

/** @returns Each line, and whether it ended with a line break. */
export function* linesOf(
  file: string,
): Generator<{ readonly text: string; readonly ended: boolean }> {
  const descriptor = openSync(file, "r");
  try {
    const decode = decoderOfChunks();
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let rest = "";
    for (;;) {
      const read = readSync(descriptor, chunk);
      const lines = (rest + decode(chunk.subarray(0, read))).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines) yield { text, ended: true };
      if (read === 0 || rest.length > MAX_LINE) break;
    }
    if (rest !== "") yield { text: rest, ended: false };
  } finally {
    closeSync(descriptor);
  }
}

/** Nearly all of a recording is ASCII, and need not be decoded. */
function decoderOfChunks(): (bytes: Buffer) => string {
  const decoder = new StringDecoder("utf8");
  let wasAscii = true;
  return (bytes) => {
    if (bytes.length === 0) return decoder.end();
    const holdsLetter = !wasAscii;
    wasAscii = isAscii(bytes);
    // A letter of several bytes may have begun in the chunk before.
    return wasAscii && !holdsLetter ? bytes.toString("latin1") : decoder.write(bytes);
  };
}
