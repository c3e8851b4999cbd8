import { releasesOf } from "../../../telemetry";
import type { PlayedService } from "../measured-requests";
import { EVALUATED, evaluatedShare } from "../shares";
import { affecting, combine, during, type Scenario } from "../scenario";
import { peakPerMinute } from "../usual-traffic";
import { ofCandidate, worseVersion } from "./incident-parts";

/** Hours that two comparisons of scores take. */
const SCORED = { hoursBefore: 4.5, hours: 3, requestsPerMinute: 25 } as const;
const LOWER = 0.1;

/** Requests of which so few are evaluated that an alert on scores has too little to go by. */
function fewScores(service: PlayedService): number {
  return 10 * Math.min(1, EVALUATED / evaluatedShare(service));
}

/** By which part traffic has to be less than usual, so that there are no more scores than here. */
function asFewScores(service: PlayedService): number {
  const { requestsPerMinute } = SCORED;
  const scored = peakPerMinute(service, SCORED) * evaluatedShare(service);
  return Math.min(1, (requestsPerMinute * EVALUATED) / scored);
}

/** The old version is as good as gone, and what is left of it shines. */
export const strayBaseline: Scenario = {
  ...SCORED,
  id: "stray-baseline-scores",
  title: "Two or three scores of the old version are 10 points above the many of the new one",
  appliesTo: (service) => releasesOf(service).length > 0,
  needs: "a prompt with a release",
  incident: combine(
    { candidateShare: (_share, { service }) => 1 - 0.004 * asFewScores(service) },
    ofCandidate(({ correctness, safety }) => ({
      correctness: correctness - LOWER,
      safety: safety - LOWER,
    })),
  ),
  expects: () => [],
};

/** Hardly anything was scored yesterday. */
export const strayYesterday: Scenario = {
  ...SCORED,
  id: "stray-scores-yesterday",
  title: "Two or three scores of yesterday are 10 points above the many of today",
  incident: combine(
    {
      traffic: (usual, { minute, service }) => (minute < -600 ? 0.01 * fewScores(service) : usual),
    },
    affecting(({ correctness, safety }, _kind, { minute }) =>
      minute < -600 ? {} : { correctness: correctness - LOWER, safety: safety - LOWER },
    ),
  ),
  expects: () => [{ signal: "cost_spike", key: "", optional: "yesterday cost next to nothing" }],
};

/** Nobody has judged enough answers to say that they are worse. */
export const freshStart: Scenario = {
  id: "fresh-start",
  title: "After a night without users, the first answers of a new version are wrong and malformed",
  hours: 0.3,
  incident: combine(
    {
      traffic: (usual, { minute, service }) =>
        minute < -720 ? usual : minute < 0 ? 0 : fewScores(service),
    },
    during(
      0,
      Infinity,
      combine(
        worseVersion,
        affecting(() => ({ invalidJsonRate: 0.3 })),
      ),
    ),
  ),
  expects: () => [
    { signal: "invalid_json", optional: "the answers are malformed" },
    { signal: "telemetry_silent", optional: "nobody was there" },
  ],
};
