import type { FailedCall } from "../../lab/recorder/failed-call";
import { linesOf } from "../../lab/inputs/read-recording";
import { record, type JsonObject } from "../../lab/inputs/record";
import { readHeader, isFailedLine } from "../../lab/recorder/format";
import { reasonOf } from "../read-json";
import { requireFile } from "../recorded-points";
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
  return callsIn(file).filter(matches);
}

function callsIn(file: string): FailedCall[] {
  try {
    requireFile(file);
    const found: FailedCall[] = [];
    let place = 0;
    for (const { text } of linesOf(file)) {
      place += 1;
      if (place === 1) readHeader(text);
      else if (isFailedLine(text)) found.push(callOf(text, place));
    }
    if (place === 0) readHeader("");
    return found;
  } catch (error) {
    throw new UsageError(`--recording: ${file}: ${reasonOf(error)}`);
  }
}

function callOf(line: string, place: number): FailedCall {
  const { time, failed } = lineOf(line);
  const { traceId, failure } = record(failed);
  const isDate = !Number.isNaN(new Date(Number(time) * 1_000).getTime());
  if (isDate && typeof traceId === "string" && typeof failure === "string") {
    return { time: Number(time), ...(failed as Omit<FailedCall, "time">) };
  }
  throw new SyntaxError(`Line ${place} is no failed call as datadog-llm record writes it`);
}

function lineOf(line: string): JsonObject {
  try {
    return record(JSON.parse(line));
  } catch {
    return {};
  }
}

function matcherOf(where: string): (call: FailedCall) => boolean {
  const terms = where.split(/\s+/).filter((term) => term !== "" && term !== "status:error");
  const wanted = terms.map((term) => {
    const [, key = "", value = ""] = /^([a-z_]+):(.+)$/.exec(term) ?? [];
    if (Object.hasOwn(FIELDS, key)) return [FIELDS[key as keyof typeof FIELDS], value] as const;
    const allowed = Object.keys(FIELDS).map((name) => `${name}:…`);
    throw new UsageError(
      `--where: ${JSON.stringify(term)} given; of a recording allowed: status:error, ${allowed.join(", ")}`,
    );
  });
  return (call) => wanted.every(([field, value]) => String(call[field]) === value);
}
