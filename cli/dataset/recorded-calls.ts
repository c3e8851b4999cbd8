import { readFileSync } from "node:fs";
import type { FailedCall } from "../../lab/recorder/failed-call";
import { checkHeader, isFailedLine } from "../../lab/recorder/format";
import { UsageError } from "../usage-error";

/** What `--where` may ask of a recording. */
const FIELDS = {
  failure: "failure",
  error_type: "errorType",
  service: "service",
  env: "env",
  prompt: "prompt",
  version: "version",
  provider: "provider",
  model: "model",
  feature: "feature",
} as const satisfies Record<string, keyof FailedCall>;

/**
 * The failed calls of a recording that match all terms.
 *
 * @param where such as `failure:invalid_json model:claude-sonnet-4`; `status:error` is what all are
 * @throws UsageError for what is no recording, and for terms that a recording cannot answer
 */
export function recordedCalls(file: string, where = ""): FailedCall[] {
  const matches = matcherOf(where);
  return linesOf(file)
    .filter(isFailedLine)
    .map((line) => {
      const { time, failed } = JSON.parse(line) as {
        time: number;
        failed: Omit<FailedCall, "time">;
      };
      return { time, ...failed };
    })
    .filter(matches);
}

function linesOf(file: string): string[] {
  try {
    const [header = "", ...lines] = readFileSync(file, "utf8").split("\n");
    checkHeader(header);
    return lines;
  } catch (error) {
    throw new UsageError(`--recording: ${file}: ${(error as Error).message}`);
  }
}

function matcherOf(where: string): (call: FailedCall) => boolean {
  const terms = where.split(/\s+/).filter((term) => term !== "" && term !== "status:error");
  const parsed = terms.map((term) => {
    const [, key = "", value = ""] = /^([a-z_]+):(.+)$/.exec(term) ?? [];
    if (Object.hasOwn(FIELDS, key)) return [FIELDS[key as keyof typeof FIELDS], value] as const;
    const allowed = Object.keys(FIELDS).map((name) => `${name}:…`);
    throw new UsageError(
      `--where: ${JSON.stringify(term)} given; of a recording allowed: status:error, ${allowed.join(", ")}`,
    );
  });
  return (call) => parsed.every(([field, value]) => String(call[field]) === value);
}
