import { table } from "../table";
import { bold } from "../terminal";
import { inLine } from "../terminal-safe";
import type { Finding, Result } from "./finding";
import { counted, unique } from "./words";

const WORDS: Readonly<Record<Result, string>> = {
  ok: "ok",
  warn: "warn",
  fail: "FAIL",
  unknown: "?",
};

export interface ReportProps {
  readonly width: number;
  readonly colours: boolean;
}

/** The findings for people, under what they are about, with the cure below what was found. */
export function doctorReport(
  findings: readonly Finding[],
  { width, colours }: ReportProps,
): string {
  const blocks = unique(findings.map(({ about }) => about)).map((about) => {
    const own = findings.filter((finding) => finding.about === about);
    const rows = own.flatMap(({ result, check, found, cure }) => [
      [WORDS[result], check, found],
      ...(cure === undefined ? [] : [["", "", `Cure: ${cure}`]]),
    ]);
    return [bold(inLine(about), colours), ...table(rows, width)].join("\n");
  });
  return [...blocks, summary(findings)].join("\n\n");
}

function summary(findings: readonly Finding[]): string {
  const count = (result: Result): number =>
    findings.filter((finding) => finding.result === result).length;
  const [fails, warns, unknowns] = [count("fail"), count("warn"), count("unknown")];
  if (fails + warns + unknowns === 0) return `All ${counted(findings.length, "check")} right.`;
  const parts = [counted(fails, "fault"), counted(warns, "warning"), `${unknowns} not known`];
  return `${parts.join(", ")}. What each means: docs/doctor.md`;
}
