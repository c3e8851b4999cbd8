import { writeFileSync } from "node:fs";
import path from "node:path";
import { judge, measuresOf, readRelease, type Decision, type LookMode } from "../../release";
import { parse } from "../arguments";
import { releaseJson } from "../compare/json";
import { releaseMarkdown } from "../compare/markdown";
import { openSource } from "../compare/open-source";
import { releasePage } from "../compare/release-page";
import { releaseReport, type ReleaseHeader } from "../compare/release-report";
import { hoursOf, spanOf } from "../compare/span";
import { subjectOf } from "../compare/subject";
import { errorText } from "../error-text";
import { loadApp } from "../load-app";
import { requireWritable } from "../require-writable";
import { hasColours } from "../terminal";

const EXIT_CODES: Readonly<Record<Decision, number>> = { promote: 0, roll_back: 1, hold: 2 };
const UNDECIDED = 3;

const OPTIONS = {
  prompt: { type: "string" },
  baseline: { type: "string" },
  candidate: { type: "string" },
  source: { type: "string", default: "datadog" },
  scenario: { type: "string", default: "prompt-regression" },
  since: { type: "string" },
  window: { type: "string" },
  once: { type: "boolean", default: false },
  stack: { type: "string" },
  app: { type: "string", default: "main.ts" },
  site: { type: "string" },
  "api-url": { type: "string" },
  markdown: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  report: { type: "string" },
} as const;

/** Compares two versions of a prompt. Whatever goes wrong ends with 3: 1 and 2 are verdicts. */
export async function compareCommand(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await compare(args);
  } catch (error) {
    const isOurs =
      error instanceof Error && ["ReleaseQuestionError", "SourceFailure"].includes(error.name);
    console.error(isOurs ? error.message : errorText(error));
    process.exitCode = UNDECIDED;
  }
}

async function compare(args: readonly string[]): Promise<number> {
  const values = parse("compare", args, OPTIONS);
  const { prompt, baseline, candidate, stack, scenario, site, report } = values;
  requireWritable(report);
  const app = await loadApp(path.resolve(values.app));
  const subject = subjectOf(app, { prompt, baseline, candidate, stack });
  const { service, release } = subject;
  const mode = modeOf(values.once, values.window ?? release.window);
  const back = values.since === undefined ? backOf(mode) : hoursOf("--since", values.since);
  const options = { source: values.source, scenario, site, apiUrl: values["api-url"] };
  const source = await openSource(options, service);
  const here = Date.now() / 1_000;
  const now = source.now?.() ?? here;
  const span = spanOf(source, now, back);
  const question = {
    service: service.service,
    env: service.env,
    prompt: subject.prompt,
    baseline: release.baseline,
    candidate: release.candidate,
    measures: measuresOf(service, subject.prompt, release.margins),
  };
  const data = await readRelease(source, question, span);
  const comparison = judge(data, mode, span.to);
  const header: ReleaseHeader = {
    service: question.service,
    env: question.env,
    prompt: question.prompt,
    baseline: question.baseline,
    candidate: question.candidate,
    from: data.span.from,
    to: data.span.to,
    source: source.name,
    notes: [...data.notes, ...skewNotes(now, here)],
  };
  if (report !== undefined) writeFileSync(report, releasePage(header, comparison));
  console.log(
    values.json
      ? releaseJson(header, comparison)
      : values.markdown
        ? releaseMarkdown(header, comparison)
        : releaseReport(header, comparison, hasColours()),
  );
  return EXIT_CODES[comparison.decision];
}

function modeOf(once: boolean, window: string | undefined): LookMode {
  if (once) return "once";
  return window === undefined ? "anytime" : { windowSeconds: hoursOf("--window", window) };
}

const DAY = 86_400;
/** A window may be over when it is looked at. */
const AFTER_WINDOW = DAY;

const backOf = (mode: LookMode): number =>
  typeof mode === "string" ? DAY : mode.windowSeconds + AFTER_WINDOW;

/** Seconds by which clocks may differ before it is said. */
const SKEW = 60;

function skewNotes(theirs: number, ours: number): string[] {
  const minutes = Math.round(Math.abs(theirs - ours) / 60);
  if (Math.abs(theirs - ours) <= SKEW) return [];
  return [
    `This machine's clock is ${minutes} minutes ${ours > theirs ? "ahead of" : "behind"} Datadog's, which was used.`,
  ];
}
