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
import { noonPerMinute } from "../usual-traffic";

/** Minutes that it lasts. */
const LASTS = 90;
/** How many times as much a request costs. */
const FACTOR = 5;
/** A request's 1,883 + 325 tokens in the mean (`healthyBehaviour` has medians), at $0.005 per thousand. */
const REQUEST_USD = 0.01104;
/** What single requests scatter by, as a part of what they cost in the mean; retries add to it. */
const SCATTER = 1.2;

/** What an hour of each feature costs, where a request costs a multiple of what is usual. */
function hourOf(service: LlmServiceDeclaration, times: number) {
  const share = 1 / Object.keys(service.features).length;
  return { share, usd: 60 * noonPerMinute(service) * share * times * REQUEST_USD };
}

/** The measure is an hour's cost beyond twice the same hour yesterday, so at first it is negative. */
function beyondTwice(times: number): (service: LlmServiceDeclaration) => Measured {
  return (service) => {
    const { share, usd } = hourOf(service, 1);
    const deviation = SCATTER * REQUEST_USD * Math.hypot(times, 2);
    return { before: -usd, during: (times - 2) * usd, share, deviation, sums: true };
  };
}

/** Feature by feature, what an hour costs in a loop that no day has seen. */
const RUNAWAY = 20;

function runaway(service: LlmServiceDeclaration): Measured {
  const times = 1 + RUNAWAY * Object.keys(service.features).length;
  const { share, usd } = hourOf(service, times);
  const before = hourOf(service, 1).usd;
  return { before, during: usd, share, deviation: SCATTER * REQUEST_USD * times, sums: true };
}

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
  expects: (service) => [
    ...Object.keys(service.features).map((feature) => ({
      signal: "cost_spike",
      key: "ceiling",
      group: { feature },
      measured: runaway(service),
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
    expects: (service) => [
      ...Object.keys(service.features).map((feature) => ({
        signal: "cost_spike",
        key: "",
        group: { feature },
        measured: measured(service),
      })),
      { signal: "cost_spike", key: "ceiling", optional: "five usual hours are near its $200" },
    ],
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
