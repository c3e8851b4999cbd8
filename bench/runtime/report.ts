import { cpus } from "node:os";
import { table } from "../../cli/table";
import { median, round } from "../support/measure";
import type { VariantCost } from "./measure-variants";
import type { Setting, VariantName } from "./settings";

/** What the variants cost in one run, by the process that they ran in. */
export type Run = Readonly<Record<Setting, ReadonlyMap<string, VariantCost>>>;

/** What the runtime may cost at most, to each of the others; while tracing is off, in microseconds. */
const GOALS = { toHandwritten: 0.9, toHandwrittenCachedTags: 1, toLlmobs: 0.4, disabledUs: 2 };

type Goal = keyof typeof GOALS;

/** Where half of the rounds differ by more than this from the other half, the machine did other things. */
const MAX_SPREAD = 0.3;

function reportCosts(run: Run): void {
  const rows = Object.entries(run).flatMap(([setting, variants]) =>
    [...variants.values()].map((cost) => row(setting, cost)),
  );
  console.log(`Node ${process.version}, ${cpus().length} cores; CPU per call in microseconds`);
  const head = ["process", "variant", "CPU", "of it in the call", "best", "bytes"];
  for (const line of table([head, ...rows], 100)) console.log(line);
}

function row(setting: string, { name, cpuUs, callUs, bytes }: VariantCost): string[] {
  const microseconds = [median(cpuUs), median(callUs), Math.min(...cpuUs)];
  return [setting, name, ...microseconds.map((value) => value.toFixed(2)), String(bytes)];
}

export function reportRun(run: Run, number: number): void {
  if (number === 1) reportCosts(run);
  console.log(JSON.stringify({ run: number, ...ratiosOf(run) }));
}

/** The medians of all runs. */
export function reportMedians(runs: readonly Run[]): void {
  const measured = runs.map(ratiosOf);
  const names = Object.keys(measured[0]!) as (keyof Ratios)[];
  const medians = Object.fromEntries(
    names.map((name) => [name, round(median(measured.map((ratios) => ratios[name])))]),
  ) as unknown as Ratios;
  const goals = Object.keys(GOALS) as Goal[];
  console.log(
    JSON.stringify({
      bench: "runtime",
      node: process.version,
      runs: runs.length,
      ...medians,
      missed: goals.filter((name) => medians[name] > GOALS[name]),
      tooNoisyToJudge: medians.spread > MAX_SPREAD,
    }),
  );
}

type Ratios = ReturnType<typeof ratiosOf>;

function ratiosOf(run: Run) {
  const of = (setting: Setting, name: VariantName) => run[setting].get(name)!;
  const ours = of("tracer", "runtime");
  const handwritten = of("tracer", "handwritten");
  return {
    toHandwritten: ratio(ours.cpuUs, handwritten.cpuUs),
    toHandwrittenCachedTags: ratio(ours.cpuUs, of("tracer", "handwritten-cached-tags").cpuUs),
    toLlmobs: ratio(of("llmobs", "runtime").cpuUs, of("llmobs", "llmobs").cpuUs),
    disabledUs: round(median(of("disabled", "runtime").cpuUs)),
    toGuide: ratio(ours.cpuUs, of("tracer", "guide").cpuUs),
    toOpentelemetry: ratio(ours.cpuUs, of("tracer", "opentelemetry").cpuUs),
    toHandwrittenBytes: round(ours.bytes / handwritten.bytes),
    runtimeUs: round(median(ours.cpuUs)),
    spread: spreadOf(ours.cpuUs, handwritten.cpuUs),
  };
}

/**
 * Median of the rounds' ratios. A busy machine slows all batches of a round alike, and its medians come
 * from different rounds.
 */
function ratio(ours: readonly number[], others: readonly number[]): number {
  return round(median(ratios(ours, others)));
}

function ratios(ours: readonly number[], others: readonly number[]): number[] {
  return ours.map((value, index) => value / others[index]!);
}

/** Between the quarter of the lowest and the quarter of the highest of the rounds' ratios. */
function spreadOf(ours: readonly number[], others: readonly number[]): number {
  const sorted = ratios(ours, others).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  return round(at(0.75) - at(0.25));
}
