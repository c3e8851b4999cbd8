import {
  changeText,
  countText,
  intervalText,
  levelText,
  marginText,
  measureSentence,
  misleadingSentence,
  verdictSentence,
  type Comparison,
  type MeasureVerdict,
} from "../../release";
import { table } from "../table";
import { bold } from "../terminal";
import { inLine } from "../terminal-safe";

/** What was compared. */
export interface ReleaseHeader {
  readonly prompt: string;
  readonly baseline: string;
  readonly candidate: string;
  /** Where and when both served; undefined for versions that were run over a data set. */
  readonly served?: Served;
  readonly source: string;
  readonly notes: readonly string[];
}

export interface Served {
  readonly service: string;
  readonly env: string;
  /** Seconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

const OUTCOMES: Readonly<Record<MeasureVerdict["outcome"], string>> = {
  worse: "WORSE",
  fine: "fine",
  open: "open",
  shown: "",
  unused: "unused",
  no_data: "no data",
};

/** Fits a terminal of 80 columns. */
const WIDTH = 80;

/** The comparison as text. */
export function releaseReport(
  header: ReleaseHeader,
  comparison: Comparison,
  colours: boolean,
): string {
  const { looks } = comparison;
  const rows = comparison.measures.filter(({ outcome }) => outcome !== "no_data").map(rowOf);
  return [
    ...wrap(versionsText(header, comparison)),
    ...wrap(contextText(header)),
    "",
    ...table([["", "measure", "before", "now", "change", "margin"], ...rows], WIDTH),
    "",
    ...wrapped([
      bold(verdictSentence(comparison), colours),
      ...remarks(comparison).map((text) => `- ${text}`),
      ...header.notes.map((note) => `- ${note}`),
      `- ${looks}`,
    ]),
  ].join("\n");
}

function versionsText(header: ReleaseHeader, { requests, sample }: Comparison): string {
  const [before, after] = [countText(requests.baseline), countText(requests.candidate)];
  const { prompt, baseline, candidate } = header;
  if (sample === "cases") return `${prompt}: ${baseline} → ${candidate}, over ${after} cases`;
  return `${prompt}: ${baseline} (${before} requests) → ${candidate} (${after})`;
}

/** Where the numbers are from. */
export function contextText({ served, source }: ReleaseHeader): string {
  if (served === undefined) return `case by case, read from ${source}`;
  return `${served.service} in ${served.env}, ${timesOf(served)}, read from ${source}`;
}

function rowOf(verdict: MeasureVerdict): string[] {
  const { measure, outcome, baseline = 0, candidate = 0, change = 0, interval } = verdict;
  return [
    OUTCOMES[outcome],
    measure.title,
    levelText(measure, baseline),
    levelText(measure, candidate),
    interval ? `${changeText(measure, change)} (${intervalText(measure, interval)})` : "",
    marginText(measure).replace("points", "pt").replace("shown only", "none"),
  ];
}

/** Sentences on what decided, what is missing, and what would mislead. */
export function remarks({ measures, comparable, sample }: Comparison): string[] {
  const isUnused = ({ outcome, events, unavailable }: MeasureVerdict): boolean =>
    outcome === "no_data" && events.baseline + events.candidate === 0 && unavailable === undefined;
  const unused = measures.filter((one) => one.measure.margin !== false && isUnused(one));
  const telling = measures.filter(
    (one) =>
      one.outcome === "worse" ||
      one.outcome === "unused" ||
      one.segments.some(({ harmed }) => harmed) ||
      (one.outcome === "no_data" && one.measure.margin !== false && !isUnused(one)),
  );
  return [
    ...telling.map(measureSentence),
    ...measures.flatMap((one) => misleadingSentence(one) ?? []),
    ...(unused.length > 0
      ? [
          `${sample === "cases" ? "No result tells" : "No data of either version"}: ${unused.map(({ measure }) => measure.title).join(", ")}.`,
        ]
      : []),
    ...(comparable > 0 && comparable < MOSTLY
      ? [`Only ${Math.round(100 * comparable)} % of the candidate's requests could be compared.`]
      : []),
  ];
}

const MOSTLY = 0.8;

function timesOf({ from, to }: Served): string {
  const at = (time: number): string => new Date(time * 1_000).toISOString().slice(0, 16);
  return `${at(from).replace("T", " ")} to ${at(to).replace("T", " ")} UTC`;
}

const wrapped = (lines: readonly string[]): string[] => lines.flatMap(wrap);

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of inLine(text).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(lines.length === 0 || !text.startsWith("- ") ? word : `  ${word}`);
    }
  }
  return lines;
}
