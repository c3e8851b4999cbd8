import { existsSync } from "node:fs";
import { scenario } from "../../lab/scenarios";
import { secondsOf, wholeNumberOf } from "../arguments";
import { requireWritable } from "../require-writable";
import { UsageError } from "../usage-error";
import { isPrintedRun } from "./against";

/** What of the options of `lab` is looked at. */
export interface LabArguments {
  readonly scenario: readonly string[];
  readonly seed?: string | undefined;
  readonly "traffic-from"?: string | undefined;
  readonly against?: string | undefined;
  readonly junit?: string | undefined;
  readonly report?: string | undefined;
  readonly recording?: string | undefined;
  readonly until?: string | undefined;
  readonly monitors?: string | undefined;
}

/** All that is wrong with the values, a line each, before anything is loaded or played. */
export function labProblems(given: LabArguments): string[] {
  const problems: string[] = [];
  const check = (look: () => unknown): void => {
    try {
      look();
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
      problems.push(error.message);
    }
  };
  const { seed, until, report, junit, against } = given;
  if (seed !== undefined) check(() => wholeNumberOf("--seed", seed));
  if (until !== undefined) check(() => checkUntil(until));
  for (const id of given.scenario) check(() => scenario(id));
  for (const file of [report, junit]) check(() => requireWritable(file));
  if (against !== undefined && report !== undefined && isPrintedRun(against)) {
    problems.push(
      "--report needs the other side's stacks, not what its run printed: --against <revision, module or folder>.",
    );
  }
  for (const name of ["recording", "monitors", "traffic-from"] as const) {
    const file = given[name];
    if (file !== undefined && !existsSync(file)) problems.push(`--${name}: there is no ${file}.`);
  }
  return problems;
}

/** Whether it is a span, as against a time. */
export function isSpan(until: string): boolean {
  return /^\d+[smh]$/.test(until);
}

function checkUntil(text: string): void {
  if (isSpan(text)) secondsOf("--until", text);
  else if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new UsageError(
      `--until: ${JSON.stringify(text)} given; allowed: a time such as 2026-06-02T12:00:00Z, or a span after the last point such as 30m`,
    );
  }
}
