import { isMissed, type Comparison, type MeasureVerdict } from "../verdict";
import { changeText, countText, intervalText, levelText, marginText, unitOf } from "./numbers";

/** What became of a measure, for whoever decides and does not compute. */
export function measureSentence(verdict: MeasureVerdict): string {
  const { measure, outcome, change = 0, interval, baseline = 0, candidate = 0 } = verdict;
  const { title } = measure;
  if (outcome === "no_data" || !interval) return `${title}: ${noDataReason(verdict)}.`;
  const levels = `${levelText(measure, baseline)} → ${levelText(measure, candidate)}`;
  const moved = `${title}: ${levels} (${changeText(measure, change)} ${unitOf(measure)}, between ${intervalText(measure, interval, "and")})`;
  switch (outcome) {
    case "worse":
      return `${moved}: worse, and not by chance.${whereText(verdict)}`;
    case "fine":
      return interval.low > 0
        ? `${moved}: slightly worse, but surely within ${marginText(measure)}.${whereText(verdict)}`
        : `${moved}: surely not worse by ${marginText(measure)}.${whereText(verdict)}`;
    case "open":
      return `${moved}: too few events to tell whether it is worse by ${marginText(measure)}.${whereText(verdict)}`;
    case "shown":
      return `${moved}.`;
    case "unused":
      return `${moved}: not used, because ${verdict.distrusted ?? "its judge is not trusted"}.`;
  }
}

function noDataReason({ unavailable, events }: MeasureVerdict): string {
  if (unavailable !== undefined) return `could not be read: ${unavailable}`;
  if (events.baseline === 0 && events.candidate === 0) return "neither version sent any";
  if (events.candidate === 0) return "the candidate sent none";
  if (events.baseline === 0) return "the baseline sent none";
  return "too few in the same hours to compare";
}

/** Where it hurts, if that is known. */
function whereText({ segments, measure }: MeasureVerdict): string {
  const harmed = segments.filter((segment) => segment.harmed);
  if (harmed.length === 0) return "";
  const named = harmed.map(
    ({ value, baseline, candidate }) =>
      `${value} (${levelText(measure, baseline)} → ${levelText(measure, candidate)})`,
  );
  const isEverywhere = (["model", "feature"] as const).every((tag) =>
    segments.filter((segment) => segment.tag === tag).every((segment) => segment.harmed),
  );
  return ` ${isEverywhere ? "Most" : "Only"} on ${named.join(" and ")}.`;
}

/** A table of versions would have said otherwise. */
export function misleadingSentence(verdict: MeasureVerdict): string | undefined {
  const { misleadingChange, measure, change = 0 } = verdict;
  if (misleadingChange === undefined) return undefined;
  return (
    `${measure.title}: the versions had another mix of models, features or hours. Pooled, it would be ` +
    `${changeText(measure, misleadingChange)} ${unitOf(measure)}; like with like it is ${changeText(measure, change)}.`
  );
}

/** The verdict in a line. */
export function verdictSentence(comparison: Comparison): string {
  const { decision, measures } = comparison;
  switch (decision) {
    case "roll_back":
      return `Roll back: ${listed(measures, "worse")} got worse.`;
    case "promote":
      return "Promote: no guarded measure got worse by its margin.";
    case "hold":
      return `Hold: ${holdReason(comparison)}`;
  }
}

function holdReason({ comparable, measures, moreRequests, sample }: Comparison): string {
  if (comparable === 0) {
    return "the versions never served the same model and feature at the same time, so nothing can be compared.";
  }
  const harmed = measures.filter(
    ({ segments, outcome }) => outcome === "fine" && segments.some((one) => one.harmed),
  );
  if (harmed.length > 0) return `a part of the traffic got worse: see ${titles(harmed)}.`;
  const unused = measures.filter(({ outcome }) => outcome === "unused");
  if (unused.length > 0) return `${titles(unused)} cannot be judged yet.`;
  if (moreRequests !== undefined) {
    const more = `${countText(moreRequests)} more ${sample === "cases" ? "cases" : "requests to the candidate"}`;
    return `too little is known of ${listed(measures, "open")}. About ${more} would decide.`;
  }
  const missing = measures.filter(isMissed);
  if (missing.length === 0) return "too little is known.";
  return `not measured: ${titles(missing)}.`;
}

const listed = (measures: readonly MeasureVerdict[], outcome: MeasureVerdict["outcome"]): string =>
  titles(measures.filter((one) => one.outcome === outcome));

const titles = (measures: readonly MeasureVerdict[]): string =>
  measures.map(({ measure }) => measure.title).join(", ");
