/**
 * Does what a newcomer does in the first hour, from a clone and from the packed package, in temporary
 * folders with an empty environment, and prints what each step took: `npm run newcomer`. Names of steps
 * select some; `--short` the two that CI takes at every change.
 */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { table } from "../../cli/table";
import type { Step } from "./step";
import { bundles } from "./steps/bundles";
import { clone, firstHour, install, ownService, tests } from "./steps/clone";
import { init } from "./steps/init";
import { packageLint } from "./steps/package-lint";
import { floor, newest, pnpm, terrain } from "./steps/peers";
import { resolution } from "./steps/resolution";
import { template } from "./steps/template";
import { testRunners } from "./steps/test-runners";
import { Workshop } from "./workshop";

const STEPS: readonly Step[] = [
  clone,
  ownService,
  install,
  tests,
  firstHour,
  init,
  template,
  resolution,
  bundles,
  testRunners,
  pnpm,
  floor,
  newest,
  terrain,
  packageLint,
];

interface Outcome {
  readonly step: Step;
  readonly seconds: number;
  readonly megabytes: number | undefined;
  readonly error: string | undefined;
}

function main(args: readonly string[]): void {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "datadog-llm-newcomer-")));
  try {
    const outcomes = chosen(args).map((step) => take(step, new Workshop(folder)));
    const failed = outcomes.filter(({ error }) => error !== undefined);
    for (const { step, error } of failed) console.error(`\n${step.name}: ${error}`);
    console.log(report(outcomes));
    if (failed.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function chosen(args: readonly string[]): readonly Step[] {
  if (args.length === 0) return STEPS;
  const unknown = args.find((arg) => arg !== "--short" && !STEPS.some(({ name }) => name === arg));
  if (unknown !== undefined) {
    const names = STEPS.map(({ name }) => name).join(", ");
    throw new Error(`There is no step ${unknown}; there are: ${names}.`);
  }
  return STEPS.filter(
    ({ name, short }) => args.includes(name) || (short && args.includes("--short")),
  );
}

function take(step: Step, workshop: Workshop): Outcome {
  const started = performance.now();
  let megabytes: number | undefined;
  let error: string | undefined;
  try {
    const folder = step.take(workshop);
    if (folder !== undefined) {
      megabytes = Number(workshop.run(folder, "du", ["-sm", "node_modules"]).split("\t")[0]);
    }
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  const seconds = (performance.now() - started) / 1000;
  console.error(`${error === undefined ? "ok" : "FAILED"}  ${step.name} (${seconds.toFixed(0)} s)`);
  return { step, seconds, megabytes, error };
}

function report(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ step, seconds, megabytes, error }) => [
    step.name,
    error === undefined ? "ok" : "FAILED",
    `${seconds.toFixed(0)} s`.padStart(6),
    (megabytes === undefined ? "" : `${megabytes} MB`).padStart(8),
    step.title,
  ]);
  return table([["STEP", "", "TIME", "INSTALLED", "WHAT"], ...rows], 110).join("\n");
}

main(process.argv.slice(2));
