import { readFileSync } from "node:fs";
import { readSeries, RecordingFile } from "../lab";
import { isOneObject } from "./one-object";
import { reasonOf } from "./read-json";
import { startOfFile } from "./start-of-file";
import { UsageError } from "./usage-error";

/**
 * The points of a recording of `datadog-llm record`, read one by one, or of a CSV of series.
 *
 * @throws UsageError where there are none
 */
export function openPoints(file: string): RecordingFile | ReturnType<typeof readSeries> {
  if (isOneObject(file)) {
    throw new UsageError(
      `${file} is no recording. Answers of Datadog's query API are read by compare --source; for the lab, ` +
        "datadog-llm record --from datadog asks for points.",
    );
  }
  // A recording is JSON, a header of CSV is not.
  const points =
    startOfFile(file, 1) === "{" ? new RecordingFile(file) : readSeries(readFileSync(file, "utf8"));
  const [first] = points;
  if (first === undefined) throw new UsageError(`${file} holds no points.`);
  return points;
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
