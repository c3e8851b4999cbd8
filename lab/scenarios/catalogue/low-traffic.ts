import { normalizeTagValue, releasesOf } from "../../../telemetry";
import type { Behaviour } from "../behaviour";
import type { PlayedService } from "../measured-requests";
import {
  busiest,
  EVALUATED,
  evaluatedShare,
  firstModel,
  firstTool,
  shareOf,
  TOOL_USE,
  toolUse,
} from "../shares";
import { affecting, combine, during } from "../scenario";
import type { Expectation, Incident, Scenario } from "../scenario";
import { peakPerMinute } from "../usual-traffic";
import { ofCandidate } from "./prompt";

const NO_END = Infinity;
const WORSE: Expectation = { signal: "eval_regression", optional: "the new version is worse" };

function toolsFail({ toolFailureRates }: Behaviour, rate: number): Partial<Behaviour> {
  const failing = Object.keys(toolFailureRates).map((tool) => [tool, rate] as const);
  return { toolFailureRates: Object.fromEntries(failing) };
}

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

/** Half of the calls go to a version whose scores are 30 points lower. */
const worseVersion = combine(
  { candidateShare: () => 0.5 },
  ofCandidate(({ correctness, safety }) => ({
    correctness: correctness - 0.3,
    safety: safety - 0.3,
  })),
);

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

const FEW_SCORES: Expectation = {
  signal: "eval_regression",
  optional: "the means of so few scores differ by chance",
};

/** Requests, answers to check or calls of a tool, of which one kind fails altogether. */
function smallOutage(
  kind: string,
  perMinute: (service: PlayedService) => number,
  failing: Incident,
  expectation: (service: PlayedService) => Expectation,
  fitting: Pick<Scenario, "appliesTo" | "needs"> = {},
): Scenario {
  return {
    id: `small-outage-${kind}`,
    title: `A small service, with 1.5 ${kind} a minute, of which all fail for half an hour`,
    hoursBefore: 1,
    hours: 1,
    ends: 30,
    ...fitting,
    incident: combine(
      {
        models: (models) => models.slice(0, 1),
        traffic: (_usual, { service }) => perMinute(service),
      },
      during(0, 30, failing),
    ),
    expects: (service) => {
      const expected = expectation(service);
      const others = { signal: expected.signal, optional: "fewer of them fail" };
      return [expected, ...(expected.group ? [others] : []), FEW_SCORES];
    },
  };
}

/** The prompt with structured output that has most requests. */
function busiestStructured(service: PlayedService): string | undefined {
  const structured = Object.keys(service.prompts).filter(
    (prompt) => service.prompts[prompt]?.structuredOutput,
  );
  return busiest(structured, (prompt) => shareOf(service, { prompt }));
}

function shareOfStructured(service: PlayedService): number {
  const prompt = busiestStructured(service);
  return prompt === undefined ? 0 : shareOf(service, { prompt });
}

/** Calls of the busiest tool in an answer. */
function mostToolUse(service: PlayedService): number {
  const tool = firstTool(service);
  return tool === undefined ? 0 : toolUse(service, tool);
}

/** The group of which there is most; without a measure, there is as much of all. */
function busiestOnly(
  { measured }: PlayedService,
  tag: string,
  name: string | undefined,
): Pick<Expectation, "group"> {
  return measured && name !== undefined ? { group: { [tag]: normalizeTagValue(tag, name) } } : {};
}

/** What a small service has of each kind, and what is lost when it fails: far fewer than a busy one. */
export const smallOutages: readonly Scenario[] = [
  smallOutage(
    "requests",
    () => 1.5,
    affecting(() => ({ errorRate: 1 })),
    () => ({ signal: "provider_error_rate", measured: { before: 0.2, during: 100, share: 1 } }),
  ),
  smallOutage(
    "answers",
    (service) => 1.5 / shareOfStructured(service),
    affecting(() => ({ invalidJsonRate: 1 })),
    (service) => ({
      signal: "invalid_json",
      ...busiestOnly(service, "prompt_name", busiestStructured(service)),
      measured: { before: 0.1, during: 100, share: shareOfStructured(service) },
    }),
    {
      appliesTo: (service) => shareOfStructured(service) > 0,
      needs: "a prompt with structured output",
    },
  ),
  smallOutage(
    "tool-calls",
    (service) => 1.5 / mostToolUse(service),
    affecting((behaviour) => toolsFail(behaviour, 1)),
    (service) => ({
      signal: "tool_failure_rate",
      ...busiestOnly(service, "tool", firstTool(service)),
      measured: { before: 0.3, during: 100, share: mostToolUse(service) },
    }),
    { appliesTo: (service) => mostToolUse(service) > 0, needs: "a tool" },
  ),
];

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
      NO_END,
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
