import { existsSync } from "node:fs";
import { scenario } from "../../lab/scenarios";
import { secondsOf, wholeNumberOf } from "../arguments";
import { requireWritable } from "../require-writable";
import { UsageError } from "../usage-error";
import { isPrintedRun } from "./against";

/** The options of `lab` as they were given. */
export interface LabArguments {
  readonly app?: string | undefined;
  readonly scenario: readonly string[];
  readonly stack: readonly string[];
  readonly seed?: string | undefined;
  readonly "traffic-from"?: string | undefined;
  readonly list: boolean;
  readonly changed?: string | undefined;
  readonly against?: string | undefined;
  readonly messages: boolean;
  readonly junit?: string | undefined;
  readonly report?: string | undefined;
  readonly json: boolean;
  readonly recording?: string | undefined;
  readonly until?: string | undefined;
  readonly thresholds: boolean;
  readonly monitors?: string | undefined;
}

type Name = keyof LabArguments;

const ONLY_PLAYING: readonly Name[] = [
  "scenario",
  "seed",
  "traffic-from",
  "list",
  "changed",
  "against",
];
const ONLY_RECORDED: readonly Name[] = ["monitors", "thresholds", "until"];
const NOT_LISTED: readonly Name[] = [
  "seed",
  "traffic-from",
  "changed",
  "against",
  "messages",
  "junit",
  "report",
];

/**
 * Looks for all that is wrong with the options before anything is loaded or played.
 *
 * @throws UsageError with every problem, a line each
 */
export function checkLabOptions(given: LabArguments): void {
  const problems = [...combinations(given)];
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
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}

function combinations(given: LabArguments): string[] {
  const isGiven = (name: Name): boolean => {
    const value = given[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  };
  if (isGiven("recording")) {
    return ONLY_PLAYING.filter(isGiven).map((name) => `--${name} does not go with --recording.`);
  }
  const alone = ONLY_RECORDED.filter(isGiven).map((name) => `--${name} needs --recording <file>.`);
  const unheard = isGiven("list") ? NOT_LISTED.filter(isGiven) : [];
  return [
    ...alone,
    ...unheard.map((name) => `--${name} does not go with --list, which plays nothing.`),
  ];
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
