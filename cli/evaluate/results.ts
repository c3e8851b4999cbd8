import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import type { CaseResult } from "../../release";
import { startOfFile } from "../start-of-file";
import { UsageError } from "../usage-error";
import { readJsonLines, textOfLines, type JsonLine } from "./json-lines";

/** A line of a file of results. No text of an answer is in it. */
export interface StoredResult extends CaseResult {
  readonly case: string;
  readonly version: string;
  readonly prompt?: string;
  /** Of the case as it was run: a case that was changed is another one. */
  readonly hash?: string;
}

/** A file of results, a line each, which a later run goes on from. */
export class Results {
  readonly all: StoredResult[] = [];
  private readonly known = new Set<string>();

  /** @throws UsageError where the file holds something else */
  constructor(
    private readonly file: string,
    private readonly prompt: string,
  ) {
    if (!existsSync(file)) return;
    const text = textOfLines(file);
    // A run that was killed leaves half a line, to which the next one would be glued.
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    for (const line of readJsonLines(file, whole)) this.remember(storedResult(line));
    if (whole !== text) writeFileSync(file, whole);
  }

  /** Whether there is a result of the case as it is now. */
  has(id: string, hash: string, version: string): boolean {
    // Results that another program wrote need not have a hash.
    return (
      this.known.has(keyOf(id, version, hash)) || this.known.has(keyOf(id, version, undefined))
    );
  }

  add(id: string, hash: string, version: string, result: CaseResult): void {
    const stored = { prompt: this.prompt, version, case: id, hash, ...result };
    appendFileSync(this.file, `${JSON.stringify(stored)}\n`);
    this.remember(stored);
  }

  private remember(result: StoredResult): void {
    this.all.push(result);
    if ((result.prompt ?? this.prompt) !== this.prompt) return;
    this.known.add(keyOf(result.case, result.version, result.hash));
  }
}

const keyOf = (...parts: readonly (string | undefined)[]): string => JSON.stringify(parts);

/** @throws UsageError where a line is no result */
export function readResults(file: string): StoredResult[] {
  return readJsonLines(file).map(storedResult);
}

/** Whether a file holds results: told by its first line. */
export function areResults(file: string): boolean {
  const [first = ""] = startOfFile(file, START_BYTES).trimStart().split("\n", 1);
  try {
    const { case: id, version, pass } = Object(JSON.parse(first)) as Record<string, unknown>;
    return id !== undefined && version !== undefined && pass !== undefined;
  } catch {
    return false;
  }
}

const START_BYTES = 1 << 16;

function storedResult({ at, value }: JsonLine): StoredResult {
  const { case: id, version, prompt, hash } = value;
  if (typeof id !== "string" || typeof version !== "string") {
    throw new UsageError(
      `${at} is no result of evaluate, which has a case, a version and pass: name another file.`,
    );
  }
  return {
    ...(typeof prompt === "string" && { prompt }),
    version,
    case: id,
    ...(typeof hash === "string" && { hash }),
    ...resultOf(value, at),
  };
}

const isAmount = (given: unknown): boolean => Number.isFinite(given) && Number(given) >= 0;
const AMOUNT = [isAmount, "a number from 0"] as const;
const FLAG = [(given: unknown): boolean => typeof given === "boolean", "true or false"] as const;

/** What a result may say beside `pass`. */
const OPTIONAL = {
  score: [(given: unknown) => isAmount(given) && Number(given) <= 1, "0 to 1"],
  validJson: FLAG,
  humanPass: FLAG,
  // A word, which no answer is.
  type: [
    (given: unknown) => typeof given === "string" && /^[a-z][a-z_]{0,30}$/.test(given),
    "a word such as llm_judge or heuristic",
  ],
  costUsd: AMOUNT,
  inputTokens: AMOUNT,
  outputTokens: AMOUNT,
  latencyMs: AMOUNT,
} as const;

/**
 * Keeps what is compared alone: whatever else a function returns may be an answer's text.
 *
 * @throws UsageError where there is no verdict, or a number is on another scale
 */
export function resultOf(given: unknown, where: string): CaseResult {
  const values = Object(given) as Readonly<Record<string, unknown>>;
  const { pass } = values;
  if (typeof pass !== "boolean") {
    throw new UsageError(`${where}: pass: ${shown(pass)} given; allowed: true or false`);
  }
  const told = Object.entries(OPTIONAL).flatMap(([name, [isValid, allowed]]) => {
    const value = values[name];
    if (value === undefined || value === null) return [];
    if (isValid(value)) return [[name, value] as const];
    throw new UsageError(`${where}: ${name}: ${shown(value)} given; allowed: ${allowed}`);
  });
  return { pass, ...(Object.fromEntries(told) as Omit<CaseResult, "pass">) };
}

/** A text may be that of an answer: its kind says enough. */
const shown = (value: unknown): string =>
  typeof value === "number" ? String(value) : `a value of type ${typeof value}`;
