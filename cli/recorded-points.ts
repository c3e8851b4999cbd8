import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { readSeries, RecordingFile } from "../lab";
import { reasonOf } from "./read-json";
import { UsageError } from "./usage-error";

/**
 * The points of a recording of `datadog-llm record`, read one by one, or of a CSV of series.
 *
 * @throws UsageError where there are none
 */
export function openPoints(file: string): RecordingFile | ReturnType<typeof readSeries> {
  const points = startsWithBrace(file)
    ? new RecordingFile(file)
    : readSeries(readFileSync(file, "utf8"));
  const [first] = points;
  if (first === undefined) throw new UsageError(`${file} holds no points.`);
  return points;
}

/** A recording is JSON, a header of CSV is not. */
function startsWithBrace(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const first = Buffer.alloc(1);
    return readSync(descriptor, first) === 1 && first.toString() === "{";
  } finally {
    closeSync(descriptor);
  }
}

/** What is wrong with a file is the user's to mend, and needs its name. */
export function readFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isOfTheSystem = typeof code === "string";
    const isOfTheReaders = error instanceof SyntaxError || error instanceof RangeError;
    if (isOfTheSystem || isOfTheReaders) throw new UsageError(`${file}: ${reasonOf(error)}`);
    throw error;
  }
}
