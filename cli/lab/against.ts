import { existsSync } from "node:fs";
import type { Run, Watched } from "../../lab";
import { dashboardsOfStack } from "../../lab/inputs/dashboards";
import { monitorsOfStack } from "../../lab/inputs/stack";
import { runName } from "../../lab/run/run-name";
import { MOST_OF_JSON, readText } from "../read-bytes";
import { modulesOf, type TerraformModule } from "../stacks/modules-of";
import { UsageError } from "../usage-error";

/** What another side's alerts are told by: its stacks, which are played too, or what a run printed. */
export type Baseline =
  | { readonly kind: "stacks"; readonly stacks: ReadonlyMap<string, unknown> }
  | { readonly kind: "runs"; readonly runs: readonly PrintedRun[] };

/** A run as `--json` prints it. */
export type PrintedRun = Pick<Run, "scenario" | "service" | "alerts"> & { readonly env?: string };

/**
 * @param against what `lab --json` printed, a module that exports an app, a folder or file of Terraform
 * JSON, or a git revision
 * @param app what is looked at in a revision
 * @throws UsageError where it is none of them
 */
export function readBaseline(against: string, app: string): Baseline {
  const runs = printedRuns(against);
  if (runs) return { kind: "runs", runs };
  const modules = modulesOf("--against", against, app);
  return { kind: "stacks", stacks: new Map(modules.map(({ stack, json }) => [stack, json])) };
}

/** Whether it is what a run printed, which has no numbers for a report. */
export function isPrintedRun(against: string): boolean {
  return printedRuns(against) !== undefined;
}

/** What watched the same service before; absent where its stack is new. */
export function watchedBefore(
  { stack, service }: Watched & TerraformModule,
  baseline: Baseline | undefined,
): Watched | undefined {
  const json = baseline?.kind === "stacks" ? baseline.stacks.get(stack) : undefined;
  if (json === undefined) return undefined;
  return { service, monitors: monitorsOfStack(json), dashboards: dashboardsOfStack(json) };
}

/** The run of the same scenario and service that was printed. */
export function printedBefore(run: Run, baseline: Baseline | undefined): PrintedRun | undefined {
  if (baseline?.kind !== "runs") return undefined;
  return baseline.runs.find(
    (one) => one.scenario === run.scenario && runName(one) === runName(run),
  );
}

function printedRuns(file: string): PrintedRun[] | undefined {
  if (!file.endsWith(".json") || !existsSync(file)) return undefined;
  let printed: { readonly runs?: unknown };
  try {
    printed = Object(JSON.parse(readText(file, MOST_OF_JSON))) as typeof printed;
  } catch (error) {
    throw new UsageError(`--against: ${file} is no JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(printed.runs)) return undefined;
  if (printed.runs.every(isPrinted)) return printed.runs;
  throw new UsageError(`--against: ${file} has runs that are not as lab --json prints them`);
}

function isPrinted(run: unknown): run is PrintedRun {
  const { scenario, service, alerts } = Object(run) as Readonly<Record<string, unknown>>;
  return typeof scenario === "string" && typeof service === "string" && Array.isArray(alerts);
}
