import {
  changeText,
  intervalText,
  levelText,
  marginText,
  verdictSentence,
  type Comparison,
} from "../../release";
import { markdownCode, markdownText } from "../../review/output/markdown-text";
import { contextText, remarks, type ReleaseHeader } from "./release-report";

const MARKS = {
  worse: "❌",
  fine: "✅",
  open: "❔",
  shown: "",
  unused: "⚠️",
  no_data: "–",
} as const;

/** The comparison for a pull request. */
export function releaseMarkdown(header: ReleaseHeader, comparison: Comparison): string {
  const rows = comparison.measures.map((verdict) => {
    const { measure, outcome, baseline, candidate, change, interval } = verdict;
    const isKnown = baseline !== undefined && candidate !== undefined && change !== undefined;
    const cells = [
      MARKS[outcome],
      markdownText(measure.title),
      isKnown ? levelText(measure, baseline) : "",
      isKnown ? levelText(measure, candidate) : "",
      isKnown && interval
        ? `${changeText(measure, change)} (${intervalText(measure, interval)})`
        : "no data",
      marginText(measure),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    `### ${markdownText(verdictSentence(comparison))}`,
    "",
    `${markdownCode(header.prompt)}: ${markdownCode(header.baseline)} → ${markdownCode(header.candidate)}, ${markdownText(contextText(header))}`,
    "",
    "| | Measure | Before | Now | Change | Margin |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    ...[...remarks(comparison), ...header.notes, comparison.looks].map(
      (text) => `- ${markdownText(text)}`,
    ),
  ].join("\n");
}
