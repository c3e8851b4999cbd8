import { isoSeconds } from "../../lab/inputs/iso-time";
import type { JudgeLabel } from "../../release";
import { UsageError } from "../usage-error";
import { readJsonLines, type JsonLine } from "./json-lines";
import type { StoredResult } from "./results";

/** A person's verdict, of the line of a file. */
interface LabelLine extends Omit<JudgeLabel, "pass"> {
  readonly at: string;
  readonly pass: boolean | undefined;
  readonly case: unknown;
  readonly version: unknown;
}

/**
 * What people said, each beside what the judge said: of the line itself, or of the result of the same
 * case and version.
 *
 * @throws UsageError where a line has no verdict of a person, or none of the judge belongs to it
 */
export function readLabels(file: string, results: readonly StoredResult[] = []): JudgeLabel[] {
  const judged = new Map(results.map((one) => [keyOf(one.case, one.version), one.pass]));
  const problems: string[] = [];
  const labels = readJsonLines(file).flatMap((line): JudgeLabel[] => {
    const { at, humanPass, time, ...label } = labelOf(line);
    const pass = label.pass ?? judged.get(keyOf(label.case, label.version));
    if (pass !== undefined) return [{ pass, humanPass, time }];
    problems.push(
      `${at}: no verdict of the judge: give pass, or the case and the version of a result`,
    );
    return [];
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return labels;
}

/** Labels that stand in the results themselves. */
export function labelsAmong(results: readonly StoredResult[]): JudgeLabel[] {
  return results.flatMap(({ pass, humanPass }) =>
    humanPass === undefined ? [] : [{ pass, humanPass }],
  );
}

const keyOf = (id: unknown, version: unknown): string => JSON.stringify([id, version]);

function labelOf({ at, value }: JsonLine): LabelLine {
  const { pass, humanPass, time, case: id, version } = value;
  if (typeof humanPass !== "boolean") {
    throw new UsageError(`${at}: humanPass: ${typeof humanPass} given; allowed: true or false`);
  }
  if (pass !== undefined && typeof pass !== "boolean") {
    throw new UsageError(`${at}: pass: ${typeof pass} given; allowed: true or false`);
  }
  const seconds = time === undefined ? undefined : secondsOf(time);
  if (Number.isNaN(seconds)) {
    throw new UsageError(`${at}: time: ${JSON.stringify(time)} given; allowed: ISO 8601`);
  }
  return { at, pass, humanPass, time: seconds, case: id, version };
}

const secondsOf = (time: unknown): number => (typeof time === "string" ? isoSeconds(time) : NaN);
