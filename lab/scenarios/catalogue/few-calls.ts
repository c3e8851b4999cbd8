import type { PlayedService } from "../measured-requests";
import { EVALUATED, evaluatedShare, firstModel, mostToolUse, shareOf, TOOL_USE } from "../shares";
import { affecting, combine, during, type Expectation, type Scenario } from "../scenario";
import { toolsFail, worseVersion } from "./incident-parts";

const NO_END = Infinity;
const WORSE: Expectation = { signal: "eval_regression", optional: "the new version is worse" };

/** Hardly anyone is there, and whatever can go wrong does: no reason to wake anybody. */
export const quietNight: Scenario = {
  id: "quiet-night",
  title:
    "One request in five minutes: every second one fails, the others are slow, wrong and costly",
  onsetHour: 1,
  hours: 5,
  incident: combine(
    { traffic: () => 0.2 },
    during(
      0,
      NO_END,
      affecting((behaviour) => ({
        ...toolsFail(behaviour, 0.5),
        errorRate: 0.5,
        invalidJsonRate: 0.5,
        firstTokenMs: behaviour.firstTokenMs * 8,
        generationMs: behaviour.generationMs * 20,
        pricePerThousand: undefined,
        correctness: behaviour.correctness - 0.3,
        safety: behaviour.safety - 0.3,
        topScore: behaviour.topScore * 0.5,
      })),
    ),
  ),
  expects: (service) =>
    evaluatedShare(service) > EVALUATED
      ? [
          {
            signal: "eval_regression",
            optional: "so many answers are evaluated that scores do tell",
          },
        ]
      : [],
};

/** Requests of which so few call a tool that an alert on tools has too little to go by. */
function fewCallsOfTools(service: PlayedService): number {
  return 0.25 * Math.min(1, TOOL_USE / mostToolUse(service));
}

/** All fail, and they are fewer than `minFailures` in any window; of a version that is worse. */
export const fewUsers: Scenario = {
  id: "few-users",
  title: "One request in ten minutes: first each fails, then no answer parses, then no tool works",
  hoursBefore: 5,
  hours: 3,
  incident: combine(
    during(0, NO_END, {
      models: (models) => models.slice(0, 1),
      traffic: (_usual, { minute, service }) => (minute < 105 ? 0.1 : fewCallsOfTools(service)),
    }),
    during(-300, NO_END, worseVersion),
    // Once the traffic from before has left the window.
    during(
      12,
      45,
      affecting(() => ({ errorRate: 1 })),
    ),
    during(
      45,
      90,
      affecting(() => ({ invalidJsonRate: 1 })),
    ),
    during(
      105,
      150,
      affecting((behaviour) => toolsFail(behaviour, 1)),
    ),
  ),
  expects: () => [WORSE],
};

/**
 * One call in eight fails, for hours, of so few that no window of ten minutes holds the failures that
 * an alert on the rate wants to see. What is left of the month's budget says it.
 */
export const slowBurnOfFew: Scenario = {
  id: "slow-burn-of-few",
  title: "At two requests a minute one in eight fails, for five hours",
  hoursBefore: 5,
  hours: 6,
  ends: 300,
  incident: combine(
    { traffic: () => 2 },
    during(
      0,
      300,
      affecting(() => ({ errorRate: 1 / 8 })),
    ),
  ),
  expects: () => [{ signal: "slo_burn_rate", key: "availability-1h", within: 75 }],
};

/** Of the requests, those to the busiest model. */
function busiestModel(service: PlayedService): number {
  return shareOf(service, { model: firstModel(service) });
}

/** A higher rate than any threshold, and fewer failures than `minFailures`, of a version that is worse. */
export const handfulOfFailures: Scenario = {
  id: "handful-of-failures",
  title: "Few requests of each model, of which one or two fail in a window; a new version is wrong",
  hoursBefore: 4.5,
  hours: 4,
  incident: combine(
    // Eight failures in a window, which would page, come by chance once in millions of them.
    { traffic: (_usual, { service }) => 2 / busiestModel(service) },
    during(
      0,
      NO_END,
      combine(
        worseVersion,
        affecting((behaviour) => ({
          ...toolsFail(behaviour, 0.04),
          errorRate: 0.03,
          invalidJsonRate: 0.012,
        })),
      ),
    ),
  ),
  expects: () => [WORSE],
};
