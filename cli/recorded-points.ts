import { statSync } from "node:fs";
import { readSeries, RecordingFile } from "../lab";
import { oneObjectIn } from "./one-object";
import { MAX_LINES_BYTES, readText } from "./read-bytes";
import { reasonOf } from "./read-json";
import { startOfFile } from "./start-of-file";
import { UsageError } from "./usage-error";

/**
 * The points of a recording of `datadog-llm record`, read one by one, or of a CSV of series.
 *
 * @throws UsageError where there are none
 */
export function openPoints(file: string): RecordingFile | ReturnType<typeof readSeries> {
  requireFile(file);
  if (oneObjectIn(file) !== undefined) {
    throw new UsageError(
      `${file} is no recording. Answers of Datadog's query API are read by compare --source; for the lab, ` +
        "datadog-llm record --from datadog asks for points.",
    );
  }
  // A recording is JSON, a header of CSV is not.
  const points = startOfFile(file, 4).startsWith("{")
    ? new RecordingFile(file)
    : readSeries(readText(file, MAX_LINES_BYTES));
  const [first] = points;
  if (first === undefined) throw new UsageError(`${file} holds no points.`);
  return points;
}

/** @throws UsageError for a folder, and for a pipe or a device, which would hold us up. */
export function requireFile(file: string): void {
  if (statSync(file).isFile()) return;
  throw new UsageError(`${file} is no file: a recording is read more than once.`);
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
