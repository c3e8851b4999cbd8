import { existsSync } from "node:fs";
import path from "node:path";
import {
  agreementOf,
  judge,
  judgesByMetrics,
  measuresOf,
  readRelease,
  withoutDistrusted,
  type JudgeAgreement,
  type LookMode,
} from "../../release";
import { parse, wholeNumberOf } from "../arguments";
import { openSource } from "../compare/open-source";
import { printComparison, UNDECIDED } from "../compare/print-comparison";
import type { ReleaseHeader } from "../compare/release-report";
import { hoursOf, spanOf } from "../compare/span";
import { subjectOf } from "../compare/subject";
import { errorText } from "../error-text";
import { compareResults } from "../evaluate/compare-results";
import { readLabels } from "../evaluate/labels";
import { caseMargins, openResults, resultFiles } from "../evaluate/open-results";
import { loadApp } from "../load-app";
import type { PromptRelease } from "../../telemetry";
import { requireWritable } from "../require-writable";
import { UsageError } from "../usage-error";

const OPTIONS = {
  prompt: { type: "string" },
  baseline: { type: "string" },
  candidate: { type: "string" },
  source: { type: "string", default: "datadog" },
  scenario: { type: "string", default: "prompt-regression" },
  share: { type: "string" },
  since: { type: "string" },
  window: { type: "string" },
  once: { type: "boolean", default: false },
  stack: { type: "string" },
  app: { type: "string" },
  site: { type: "string" },
  "api-url": { type: "string" },
  margin: { type: "string" },
  labels: { type: "string" },
  "trust-judge": { type: "boolean", default: false },
  markdown: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  report: { type: "string" },
} as const;

const OWN_APP = "main.ts";

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
  const { prompt, baseline, candidate, stack, scenario, site } = values;
  requireWritable(values.report);
  const files = resultFiles(values.source);
  if (files !== undefined) return compareFiles(files, values);
  const app = await loadApp(path.resolve(values.app ?? OWN_APP));
  const subject = subjectOf(app, { prompt, baseline, candidate, stack });
  const { service, release } = subject;
  const mode = modeOf(values.once, values.window ?? release.window);
  const back = values.since === undefined ? backOf(mode) : hoursOf("--since", values.since);
  const options = {
    source: values.source,
    scenario,
    share: values.share,
    site,
    apiUrl: values["api-url"],
  };
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
  const judges = values["trust-judge"]
    ? new Map<string, JudgeAgreement>()
    : values.labels === undefined
      ? await judgesByMetrics(source, question, service, span.to)
      : judgesByLabels(values.labels);
  const trusted = withoutDistrusted(data.measured, judges);
  const comparison = judge({ ...data, measured: trusted.measured }, mode, span.to);
  const { from, to } = data.span;
  const header: ReleaseHeader = {
    served: { service: question.service, env: question.env, from, to },
    prompt: question.prompt,
    baseline: question.baseline,
    candidate: question.candidate,
    source: source.name,
    notes: [...data.notes, ...trusted.notes, ...skewNotes(now, here)],
  };
  return printComparison(header, comparison, values);
}

/** Labels say nothing of which judge they are of: they stand for all. */
function judgesByLabels(file: string): Map<string, JudgeAgreement> {
  const agreement = agreementOf(readLabels(file));
  return new Map(["correctness", "safety"].map((measure) => [measure, agreement]));
}

type Values = ReturnType<typeof parse<typeof OPTIONS>>;

/** Results of `evaluate`: whoever names both versions needs no app for it. */
async function compareFiles(files: readonly string[], values: Values): Promise<number> {
  const { results, prompt } = openResults(files, values.prompt);
  const release = await releaseOf(prompt, values);
  const margin = values.margin === undefined ? undefined : wholeNumberOf("--margin", values.margin);
  const { header, comparison } = compareResults(results, {
    prompt,
    baseline: release.baseline,
    candidate: release.candidate,
    source: values.source,
    margins: caseMargins(release.margins, margin),
    labels: values.labels,
    trustJudge: values["trust-judge"],
  });
  return printComparison(header, comparison, values);
}

async function releaseOf(
  prompt: string,
  { baseline, candidate, app: named, stack }: Values,
): Promise<PromptRelease> {
  const needsNoApp = named === undefined && stack === undefined;
  if (baseline !== undefined && candidate !== undefined && needsNoApp) {
    return { baseline, candidate };
  }
  const app = named ?? OWN_APP;
  if (!existsSync(app)) {
    throw new UsageError(
      `There is no app at ${app} that declares a release: name --baseline <version> and --candidate <version>.`,
    );
  }
  const asked = { prompt, baseline, candidate, stack };
  return subjectOf(await loadApp(path.resolve(app)), asked).release;
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
