import type { LlmServiceDeclaration } from "../../../telemetry";
import {
  affecting,
  combine,
  during,
  modelsOf,
  type Incident,
  type Measured,
  type Scenario,
} from "../scenario";

/** Minutes that it lasts. */
const LASTS = 90;
/** How many times as much a request costs. */
const FACTOR = 5;
/**
 * What a feature's hour costs around noon, for a service with one: 60 requests per minute at the peak,
 * of 1,883 + 325 tokens in the mean (their medians are in `healthyBehaviour`), at $0.005 per thousand.
 */
const USUAL_HOUR_USD = 37;

/** The measure is an hour's cost beyond twice the same hour yesterday, so at first it is negative. */
function beyondTwice(times: number): (service: LlmServiceDeclaration) => Measured {
  return ({ features }) => {
    const usual = USUAL_HOUR_USD / Object.keys(features).length;
    return { before: -usual, during: (times - 2) * usual };
  };
}

/** Feature by feature, what an hour costs in a loop that no day has seen. */
const RUNAWAY = 20;

/** No day before it says what is normal. */
export const firstDayLoop: Scenario = {
  id: "first-day-loop",
  title: `In its first hours, a service repeats each call ${RUNAWAY} times for each of its features, for ${LASTS} minutes`,
  hours: 3.5,
  ends: LASTS,
  incident: combine(
    { traffic: (usual, { minute }) => (minute < -120 ? 0 : usual) },
    during(
      0,
      LASTS,
      affecting((_behaviour, _kind, { service }) => ({
        retries: RUNAWAY * Object.keys(service.features).length,
      })),
    ),
  ),
  expects: ({ features }) => [
    ...Object.keys(features).map((feature) => ({
      signal: "cost_spike",
      key: "ceiling",
      group: { feature },
      within: 30,
      recoversWithin: 70,
    })),
    { signal: "cost_spike", key: "", optional: "nothing is not half of anything" },
  ],
};

/** Minutes until midnight, when a day's budget begins anew. */
const UNTIL_MIDNIGHT = 12 * 60;

/** A day that costs what a month should. */
export const budgetSpent: Scenario = {
  id: "budget-spent",
  title: `Each call is repeated two hundred times for ${LASTS} minutes, until no budget is left`,
  hours: 12.75,
  ends: LASTS,
  requestsPerMinute: 20,
  incident: during(
    0,
    LASTS,
    affecting(() => ({ retries: 200 })),
  ),
  expects: () => [
    {
      signal: "cost_budget",
      key: "daily",
      within: LASTS,
      recoversWithin: UNTIL_MIDNIGHT - LASTS + 15,
    },
    { signal: "cost_budget", optional: "a month may have a larger budget" },
    { signal: "cost_spike", optional: "the hour is dear as well" },
  ],
};

/** One way to pay for a multiple of what the same traffic cost yesterday. */
function costScenario(
  id: string,
  title: string,
  incident: Incident,
  measured: (service: LlmServiceDeclaration) => Measured,
): Scenario {
  return {
    id,
    title,
    hours: 3,
    ends: LASTS,
    incident: during(0, LASTS, incident),
    expects: (service) =>
      Object.keys(service.features).map((feature) => ({
        signal: "cost_spike",
        key: "",
        group: { feature },
        measured: measured(service),
      })),
  };
}

export const longerPrompt = costScenario(
  "cost-longer-prompt",
  `Prompts are five times as long for ${LASTS} minutes`,
  affecting(({ inputTokens }) => ({ inputTokens: inputTokens * FACTOR })),
  // The answers, an eighth of the tokens, stay as long as they were.
  beyondTwice(4.4),
);

export const modelSwitch = costScenario(
  "cost-model-switch",
  `All calls go to one model that costs five times as much, for ${LASTS} minutes`,
  combine(
    { models: (_models, { service }) => modelsOf(service).slice(-1) },
    affecting(({ pricePerThousand }) => ({ pricePerThousand: (pricePerThousand ?? 0) * FACTOR })),
  ),
  beyondTwice(FACTOR),
);

export const retryLoop = costScenario(
  "cost-retry-loop",
  `Each call is repeated four times, for ${LASTS} minutes`,
  affecting(() => ({ retries: FACTOR - 1 })),
  beyondTwice(FACTOR),
);
