import {
  changeText,
  intervalText,
  levelText,
  marginText,
  verdictSentence,
  type Comparison,
} from "../../release";
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
      measure.title,
      isKnown ? levelText(measure, baseline) : "",
      isKnown ? levelText(measure, candidate) : "",
      isKnown && interval
        ? `${changeText(measure, change)} (${intervalText(measure, interval)})`
        : "no data",
      measure.margin === false ? "" : marginText(measure),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    `### ${verdictSentence(comparison)}`,
    "",
    `\`${header.prompt}\`: \`${header.baseline}\` → \`${header.candidate}\`, ${contextText(header)}`,
    "",
    "| | Measure | Before | Now | Change | Margin |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    ...[...remarks(comparison), ...header.notes, comparison.looks].map((text) => `- ${text}`),
  ].join("\n");
}
