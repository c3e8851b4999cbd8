import { parse, wholeNumberOf } from "../arguments";
import { printComparison, UNDECIDED } from "../compare/print-comparison";
import { errorText } from "../error-text";
import { readCases } from "../evaluate/cases";
import { compareResults } from "../evaluate/compare-results";
import { caseMargins } from "../evaluate/open-results";
import { Results } from "../evaluate/results";
import { loadRunner, recorded } from "../evaluate/runner";
import { runCases, type FailedRun } from "../evaluate/run-cases";
import { Failure } from "../failure";
import { requireWritable } from "../require-writable";
import { LiveLines } from "../terminal";
import { UsageError } from "../usage-error";

const FLUSH_MS = 5_000;

const OPTIONS = {
  dataset: { type: "string" },
  run: { type: "string" },
  prompt: { type: "string" },
  baseline: { type: "string" },
  candidate: { type: "string" },
  eval: { type: "string", default: "correctness" },
  out: { type: "string", default: "evaluation.jsonl" },
  concurrency: { type: "string", default: "4" },
  margin: { type: "string", default: "5" },
  labels: { type: "string" },
  "trust-judge": { type: "boolean", default: false },
  markdown: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  report: { type: "string" },
} as const;

/** Runs both versions over a data set. Whatever goes wrong ends with 3: 1 and 2 are verdicts. */
export async function evaluateCommand(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await evaluate(args);
  } catch (error) {
    console.error(errorText(error));
    process.exitCode = UNDECIDED;
  }
}

async function evaluate(args: readonly string[]): Promise<number> {
  const values = parse("evaluate", args, OPTIONS);
  const { dataset, run, prompt, baseline, candidate } = required(values);
  if (baseline === candidate) {
    throw new UsageError(`--baseline and --candidate are both ${baseline}: name two versions.`);
  }
  const concurrency = wholeNumberOf("--concurrency", values.concurrency);
  if (concurrency < 1) throw new UsageError("--concurrency: 0 given; allowed: 1 or more");
  const margin = wholeNumberOf("--margin", values.margin);
  for (const file of [values.out, values.report]) requireWritable(file);
  const cases = readCases(dataset);
  const results = new Results(values.out, prompt);
  const runner = await loadRunner(run);
  const live = new LiveLines();
  const failed = await runCases({
    cases,
    versions: [baseline, candidate],
    results,
    concurrency,
    run: recorded(runner, prompt, values.eval),
    onProgress: (done, all) => live.show([progressBar(done, all)]),
  });
  live.clear();
  await runner.llm?.flush(FLUSH_MS);
  if (failed.length > 0) throw incomplete(failed, values.out);
  const ids = new Set(cases.map(({ id }) => id));
  const { header, comparison } = compareResults(
    // The file may hold cases that the data set does not have any more.
    results.all.filter((one) => ids.has(one.case)),
    {
      prompt,
      baseline,
      candidate,
      source: values.out,
      margins: caseMargins({}, margin),
      labels: values.labels,
      trustJudge: values["trust-judge"],
    },
  );
  return printComparison(header, comparison, values);
}

const REQUIRED = ["dataset", "run", "prompt", "baseline", "candidate"] as const;
type Required = Readonly<Record<(typeof REQUIRED)[number], string>>;

function required(values: Partial<Required>): Required {
  const missing = REQUIRED.filter((name) => values[name] === undefined);
  if (missing.length === 0) return values as Required;
  throw new UsageError(`evaluate needs ${missing.map((name) => `--${name}`).join(", ")}, too.`);
}

function incomplete(failed: readonly FailedRun[], out: string): Failure {
  const [{ id, version, error }] = failed as [FailedRun];
  return new Failure(
    `${failed.length} runs have no result, the first ${id} with ${version}: ${error.message}\n` +
      `Not decided. The others are in ${out}: the same command again runs only what is missing. A case ` +
      "that a version can never answer has failed: catch the error, and return { pass: false }.",
  );
}

const BAR = 30;

function progressBar(done: number, all: number): string {
  const full = Math.round((BAR * done) / all);
  return `${"█".repeat(full)}${"░".repeat(BAR - full)} ${done} of ${all} runs`;
}
