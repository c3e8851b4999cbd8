import { statSync } from "node:fs";
import { DEFAULT_CASE_MARGINS, type CaseMargins } from "../../release";
import type { PromptRelease } from "../../telemetry";
import { UsageError } from "../usage-error";
import { areResults, readResults, type StoredResult } from "./results";

/** The files of results that `--source` names, with commas in between; undefined where it is something else. */
export function resultFiles(source: string): readonly string[] | undefined {
  // The lab is a source, and in a clone a folder, too.
  if (source === "datadog" || source === "lab") return undefined;
  const files = source.split(",");
  const missing = files.filter((file) => !statSync(file, { throwIfNoEntry: false })?.isFile());
  if (missing.length > 0) {
    throw new UsageError(`--source: there is no such file: ${missing.join(", ")}`);
  }
  return files.every(areResults) ? files : undefined;
}

/** @throws UsageError where results are of several prompts, and none was named */
export function openResults(
  files: readonly string[],
  named: string | undefined,
): { readonly results: readonly StoredResult[]; readonly prompt: string } {
  const results = files.flatMap(readResults);
  const prompts = [...new Set(results.flatMap(({ prompt }) => prompt ?? []))];
  const [only, ...others] = prompts;
  const prompt = named ?? only;
  if (prompt === undefined)
    throw new UsageError("The results name no prompt: say --prompt <name>.");
  if (named === undefined && others.length > 0) {
    throw new UsageError(
      `The results are of several prompts (${prompts.join(", ")}): choose one with --prompt <name>.`,
    );
  }
  return { results, prompt };
}

/**
 * The margins of cases: those that the release declares for production's like.
 *
 * @param failedCases of the command line, in points
 */
export function caseMargins(
  declared: PromptRelease["margins"] = {},
  failedCases?: number,
): CaseMargins {
  const { failed_cases, score, invalid_json, cost } = DEFAULT_CASE_MARGINS;
  return {
    failed_cases: failedCases ?? declared.correctness ?? failed_cases,
    score: declared.correctness ?? score,
    invalid_json: declared.invalid_json ?? invalid_json,
    cost: declared.cost_per_request ?? cost,
  };
}
