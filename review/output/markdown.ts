import type { Change } from "../change";
import type { Finding } from "../lint/rule";
import { markdownCode, markdownText } from "./markdown-text";
import { HEADINGS, namesOf, rowsByRisk } from "./rows";
import { hintWord, PLAYED, playedLines, summaryOf, UNREAD, type Beside } from "./text";

/** By this line a pipeline finds its earlier comment, to update it in place. */
const MARKER = "<!-- datadog-llm review -->";

/** The review as a comment of a pull request. */
export function markdownReport(
  changes: readonly Change[],
  findings: readonly Finding[],
  { played, unread = [], isCompared }: Beside = {},
): string {
  const sections = rowsByRisk(changes).flatMap(([risk, own]) => {
    const lines = own.map((row) => {
      const hints = row.hints
        .map(
          (hint) => `<br>${hintWord(risk) === "cure" ? "Cure" : "Keep it"}: ${markdownCode(hint)}`,
        )
        .join("");
      return `| ${markdownText(namesOf(row))} | ${markdownText(row.text)}${hints} |`;
    });
    const table = ["| What | Change |", "| --- | --- |", ...lines, ""];
    const heading = HEADINGS[risk];
    if (risk !== "cosmetic" && risk !== "changed") return [`### ${heading}`, "", ...table];
    return ["<details>", `<summary>${heading}</summary>`, "", ...table, "</details>", ""];
  });
  const incidents =
    played === undefined
      ? []
      : [`### ${PLAYED}`, "", ...playedLines(played).map((line) => `- ${markdownText(line)}`), ""];
  const lint =
    findings.length === 0
      ? []
      : [
          "### To mend",
          "",
          ...findings.map(
            ({ rule, subject, text }) =>
              `- \`${rule}\` ${markdownText(subject)}: ${markdownText(text)}`,
          ),
          "",
        ];
  const unseen =
    unread.length === 0
      ? []
      : [
          "<details>",
          `<summary>${UNREAD}</summary>`,
          "",
          ...unread.map((line) => `- ${markdownText(line)}`),
          "",
          "</details>",
          "",
        ];
  return [
    MARKER,
    `## Monitors and dashboards: ${summaryOf(changes, findings, isCompared)}`,
    "",
    ...sections,
    ...incidents,
    ...lint,
    ...unseen,
  ].join("\n");
}
