import { writeFileSync } from "node:fs";
import type { Comparison, Decision } from "../../release";
import { hasColours } from "../terminal";
import { releaseJson } from "./json";
import { releaseMarkdown } from "./markdown";
import { releasePage } from "./release-page";
import { releaseReport, type ReleaseHeader } from "./release-report";

const EXIT_CODES: Readonly<Record<Decision, number>> = { promote: 0, roll_back: 1, hold: 2 };
/** Whatever goes wrong: 1 and 2 are verdicts. */
export const UNDECIDED = 3;

/** How a verdict is shown. */
export interface Output {
  readonly json: boolean;
  readonly markdown: boolean;
  /** File of the page, too. */
  readonly report?: string | undefined;
}

/** Prints a verdict; returns the code to exit with. */
export function printComparison(
  header: ReleaseHeader,
  comparison: Comparison,
  { json, markdown, report }: Output,
): number {
  if (report !== undefined) writeFileSync(report, releasePage(header, comparison));
  console.log(
    json
      ? releaseJson(header, comparison)
      : markdown
        ? releaseMarkdown(header, comparison)
        : releaseReport(header, comparison, hasColours()),
  );
  return EXIT_CODES[comparison.decision];
}
