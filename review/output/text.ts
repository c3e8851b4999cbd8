import { RISKS, type Change, type Risk } from "../change";
import type { Finding } from "../lint/rule";
import { wrapLine } from "./wrap";
import { HEADINGS, namesOf, rowsByRisk } from "./rows";

/** What a review tells beside changes and findings. */
export interface Beside {
  /** What the lab's incidents show, in sentences. @default - nothing was played */
  readonly played?: readonly string[] | undefined;
  /** What could not be looked at, in sentences. @default - all was */
  readonly unread?: readonly string[];
  /** False where there is nothing that it could have changed from. @default true */
  readonly isCompared?: boolean;
}

/**
 * The review for a terminal: a screenful. Words and order are only counted.
 *
 * @param width of the lines. @default - none is wrapped
 */
export function textReport(
  changes: readonly Change[],
  findings: readonly Finding[],
  { played, unread = [], isCompared = true }: Beside = {},
  width = Infinity,
): string {
  // A name of somebody's monitor must not begin lines of the review.
  const inLine = (text: string): readonly string[] => wrapLine(text.replaceAll("\n", "\\n"), width);
  const sections = rowsByRisk(changes).flatMap(([risk, own]) => {
    if (risk === "cosmetic")
      return [`${HEADINGS[risk]}: ${own.length} ${own.length === 1 ? "change" : "changes"}`, ""];
    const lines = own.flatMap((row) => [
      ...inLine(`  ${namesOf(row)}: ${row.text}`),
      ...row.hints.map((hint) => `    ${hintWord(risk)}: ${hint.replace(/\n/g, "\n    ")}`),
    ]);
    return [...wrapLine(HEADINGS[risk], width), ...lines, ""];
  });
  const lint = findings.flatMap(({ rule, subject, text }) =>
    inLine(`  ${rule}: ${subject}: ${text}`),
  );
  return [
    ...(isCompared && changes.length === 0 ? ["No change in meaning.", ""] : sections),
    ...(played === undefined
      ? []
      : [PLAYED, ...playedLines(played).flatMap((line) => inLine(`  ${line}`)), ""]),
    ...(lint.length === 0 ? [] : ["To mend", ...lint, ""]),
    ...(unread.length === 0
      ? []
      : [...wrapLine(UNREAD, width), ...unread.flatMap((line) => inLine(`  ${line}`)), ""]),
    ...wrapLine(summaryOf(changes, findings, isCompared), width),
  ].join("\n");
}

/** What a hint is there for. */
export function hintWord(risk: Risk): string {
  return risk === "refused" ? "cure" : "keep it";
}

/** One line that says it all: how many resources of each risk, as a plan counts them. */
export function summaryOf(
  changes: readonly Change[],
  findings: readonly Finding[],
  isCompared = true,
): string {
  const said = RISKS.flatMap((risk) => {
    const own = changes.filter((change) => change.risk === risk);
    const { size } = new Set(own.map(({ address }) => address));
    return size === 0 ? [] : [`${size} ${risk}`];
  });
  const lint = findings.length === 0 ? [] : [`${findings.length} to mend`];
  const nothing = isCompared ? "nothing changes, nothing to mend" : "nothing to mend";
  return [...said, ...lint].join(", ") || nothing;
}

/** What stands above the queries that no rule looked at. */
export const UNREAD = "Queries that could not be read, so that no rule looked at them";

/** What stands above the sentences about the incidents that were played. */
export const PLAYED = "On the lab's incidents";

export function playedLines(played: readonly string[]): readonly string[] {
  return played.length === 0 ? ["every alert pages as before"] : played;
}
