import type { MetricStore } from "../../../lab";
import { SavedSource } from "../../../release/sources/saved-source";
import { savedAnswers } from "../../../release/sources/saved-answers";
import { QUESTION } from "../support/judged";
import { HOUR, releaseStore, START } from "../support/release-store";

/** A day after the release began. */
export const NOW = START + 24 * HOUR;

export const savedSource = (...jsons: unknown[]) =>
  new SavedSource(
    "answer.json",
    savedAnswers(jsons.map((json, index) => ({ name: `answer-${index}.json`, json }))),
  );

export function goodRelease(): MetricStore {
  return releaseStore({
    serve: (_version, _model, hour) => ({ requests: 400, invalid: 3 + (hour % 2) }),
  });
}

/** Without what the store does not hold. */
export const COUNTS_ONLY = {
  measures: QUESTION.measures.filter(({ id }) => ["invalid_json", "slow", "errors"].includes(id)),
};
