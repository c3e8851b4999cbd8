import { closest, normalizeTagValue } from "../telemetry";
import type { Side } from "./cell";
import type { ReadMeasure } from "./measures/measure";
import type { SourcePoint } from "./sources/source";

/** Which release is read. */
export interface ReleaseQuestion {
  readonly service: string;
  readonly env: string;
  readonly prompt: string;
  /** As people write it; looked for as Datadog stores it. */
  readonly baseline: string;
  readonly candidate: string;
  readonly measures: readonly ReadMeasure[];
}

/** The release cannot be decided as it was asked for; the message says what to do. */
export class ReleaseQuestionError extends Error {
  override readonly name = "ReleaseQuestionError";
}

/** Both versions as Datadog stores them. */
export type Versions = Readonly<Record<Side, string>>;

/** @throws ReleaseQuestionError where they are one. */
export function storedVersions({ baseline, candidate }: ReleaseQuestion): Versions {
  const versions = {
    baseline: normalizeTagValue("prompt_version", baseline),
    candidate: normalizeTagValue("prompt_version", candidate),
  };
  if (versions.baseline !== versions.candidate) return versions;
  throw new ReleaseQuestionError(
    baseline === candidate
      ? `Baseline and candidate are both ${baseline}: name two versions.`
      : `Datadog stores ${baseline} and ${candidate} as the same ${versions.baseline}: it cannot tell them apart.`,
  );
}

/** Both must have been seen, and the baseline first. */
export function requireVersions(
  question: ReleaseQuestion,
  versions: Versions,
  points: readonly SourcePoint[],
): void {
  const first = new Map<string, number>();
  for (const { version, time, value } of points) {
    if (value > 0) first.set(version, Math.min(time, first.get(version) ?? Infinity));
  }
  const seen = [...first.keys()].sort();
  for (const side of ["baseline", "candidate"] as const) {
    if (!first.has(versions[side])) throw unknownVersion(question, versions[side], seen);
  }
  const [before, after] = [first.get(versions.baseline) ?? 0, first.get(versions.candidate) ?? 0];
  if (before > after) {
    const at = (time: number): string => new Date(time * 1_000).toISOString().slice(0, 16);
    throw new ReleaseQuestionError(
      `The versions look swapped: ${versions.candidate} was served from ${at(after)} on, ` +
        `${versions.baseline} only from ${at(before)} on (UTC). Swap --baseline and --candidate.`,
    );
  }
}

const MAX_LISTED = 8;

function unknownVersion(
  { prompt, service, env }: ReleaseQuestion,
  version: string,
  seen: readonly string[],
): ReleaseQuestionError {
  if (seen.length === 0) {
    return new ReleaseQuestionError(
      `No request of ${prompt} by ${service} in ${env} in this time. ` +
        "Is it served there? --since <time> looks further back; datadog-llm doctor checks the telemetry.",
    );
  }
  const meant = closest(version, seen);
  const listed = `${seen.slice(0, MAX_LISTED).join(", ")}${seen.length > MAX_LISTED ? ", …" : ""}`;
  return new ReleaseQuestionError(
    `No telemetry of ${prompt} carries the version ${version}.` +
      `${meant === undefined ? "" : ` Did you mean ${meant}?`} Seen: ${listed}.`,
  );
}

export function spellingNotes(
  { baseline, candidate }: ReleaseQuestion,
  versions: Versions,
): string[] {
  return [
    [baseline, versions.baseline],
    [candidate, versions.candidate],
  ].flatMap(([given, stored]) =>
    given === stored ? [] : [`Datadog stores ${given} as ${stored}.`],
  );
}
