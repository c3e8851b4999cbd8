import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { CaseResult } from "../../release";
import { UsageError } from "../usage-error";
import { readJsonLines } from "./json-lines";

/** A file of results, a line each, which a later run goes on from. */
export class Results {
  private readonly known = new Map<string, CaseResult>();

  /** @throws UsageError where the file holds something else */
  constructor(private readonly file: string) {
    if (!existsSync(file)) return;
    const text = readFileSync(file, "utf8");
    // A run that was killed leaves half a line, to which the next one would be glued.
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    for (const { at, value } of readJsonLines(file, whole)) {
      if (typeof value["case"] !== "string" || typeof value["version"] !== "string") {
        throw new UsageError(`${at} is no result of evaluate: name another file with --out.`);
      }
      this.known.set(keyOf(value["case"], value["version"]), resultOf(value, at));
    }
    if (whole !== text) writeFileSync(file, whole);
  }

  get(id: string, version: string): CaseResult | undefined {
    return this.known.get(keyOf(id, version));
  }

  add(id: string, version: string, result: CaseResult): void {
    appendFileSync(this.file, `${JSON.stringify({ case: id, version, ...result })}\n`);
    this.known.set(keyOf(id, version), result);
  }
}

const keyOf = (id: string, version: string): string => JSON.stringify([id, version]);

/**
 * Keeps `pass` and `score` alone: whatever else a function returns may be an answer's text.
 *
 * @throws UsageError where there is no verdict, or the score is on another scale
 */
export function resultOf(given: unknown, where: string): CaseResult {
  const { pass, score } = Object(given) as { readonly pass?: unknown; readonly score?: unknown };
  if (typeof pass !== "boolean") {
    throw new UsageError(`${where}: pass: ${typeof pass} given; allowed: true or false`);
  }
  if (score === undefined) return { pass };
  if (typeof score === "number" && score >= 0 && score <= 1) return { pass, score };
  throw new UsageError(`${where}: score: ${JSON.stringify(score)} given; allowed: 0 to 1`);
}
