import type { CasePair } from "../../release";
import { closest } from "../../telemetry";
import { UsageError } from "../usage-error";
import type { StoredResult } from "./results";

/** Results of two versions, joined by case. */
export interface Paired {
  readonly pairs: readonly (CasePair & { readonly id: string })[];
  /** What a reader of the verdict has to know of the results. */
  readonly notes: readonly string[];
  /** Cases are missing on one side: those that a version could not answer may be the hard ones. */
  readonly isPartial: boolean;
}

/** Which results are compared. */
export interface PairedVersions {
  readonly prompt: string;
  readonly baseline: string;
  readonly candidate: string;
}

/**
 * Joins results by case. Of a case that was run several times with a version, the first result counts:
 * whoever runs again what failed would otherwise choose.
 *
 * @throws UsageError where a version has no results, or the two have no case in common
 */
export function pairedResults(all: readonly StoredResult[], versions: PairedVersions): Paired {
  const { prompt, baseline, candidate } = versions;
  if (baseline === candidate) {
    throw new UsageError(`Baseline and candidate are both ${baseline}: name two versions.`);
  }
  const own = all.filter((one) => (one.prompt ?? prompt) === prompt);
  const before = resultsOf(own, baseline, versions);
  const after = resultsOf(own, candidate, versions);
  const shared = [...before.byCase.keys()].filter((id) => after.byCase.has(id));
  const changed = shared.filter((id) => isChanged(before.byCase.get(id), after.byCase.get(id)));
  const compared = shared.filter((id) => !changed.includes(id));
  if (compared.length === 0) throw nothingInCommon(changed, versions);
  const onlyBefore = [...before.byCase.keys()].filter((id) => !after.byCase.has(id));
  const onlyAfter = [...after.byCase.keys()].filter((id) => !before.byCase.has(id));
  const repeats = before.repeats + after.repeats;
  return {
    pairs: compared.flatMap((id) => {
      const [one, other] = [before.byCase.get(id), after.byCase.get(id)];
      return one && other ? [{ id, baseline: one, candidate: other }] : [];
    }),
    notes: [
      ...missing(onlyBefore, candidate),
      ...missing(onlyAfter, baseline),
      ...(changed.length === 0
        ? []
        : [
            `${counted(changed)} changed between the runs of both versions, and not compared: ${listed(changed)}. Run evaluate again.`,
          ]),
      ...(repeats === 0
        ? []
        : [`${repeats} results repeat a case: the first of each counts, so that nobody chooses.`]),
    ],
    isPartial: onlyBefore.length + onlyAfter.length + changed.length > 0,
  };
}

function resultsOf(
  own: readonly StoredResult[],
  version: string,
  { prompt }: PairedVersions,
): { readonly byCase: ReadonlyMap<string, StoredResult>; readonly repeats: number } {
  const byCase = new Map<string, StoredResult>();
  let repeats = 0;
  for (const one of own.filter((result) => result.version === version)) {
    const known = byCase.get(one.case);
    // A case that was changed since is another one, and its newest form is what counts.
    if (known === undefined || isChanged(known, one)) byCase.set(one.case, one);
    else repeats += 1;
  }
  if (byCase.size > 0) return { byCase, repeats };
  const seen = [...new Set(own.map((result) => result.version))];
  const meant = closest(version, seen);
  throw new UsageError(
    `No result of ${prompt} is of the version ${version}.` +
      `${meant === undefined ? "" : ` Did you mean ${meant}?`} Seen: ${listed(seen)}.`,
  );
}

const isChanged = (one?: StoredResult, other?: StoredResult): boolean =>
  one?.hash !== undefined && other?.hash !== undefined && one.hash !== other.hash;

function nothingInCommon(
  changed: readonly string[],
  { baseline, candidate }: PairedVersions,
): UsageError {
  return new UsageError(
    changed.length > 0
      ? `The cases of ${baseline} and ${candidate} have the same ids and other contents (${listed(changed)}): run both over one data set.`
      : `${baseline} and ${candidate} have no case in common: run both over one data set.`,
  );
}

function missing(ids: readonly string[], version: string): string[] {
  if (ids.length === 0) return [];
  return [
    `${counted(ids)} without a result of ${version}: ${listed(ids)}. They may be the hard ones, so nothing is promoted without them.`,
  ];
}

const MAX_LISTED = 5;

const counted = (ids: readonly string[]): string =>
  `${ids.length} ${ids.length === 1 ? "case" : "cases"}`;

const listed = (names: readonly string[]): string =>
  names.length === 0
    ? "none"
    : `${names.slice(0, MAX_LISTED).join(", ")}${names.length > MAX_LISTED ? ", …" : ""}`;
