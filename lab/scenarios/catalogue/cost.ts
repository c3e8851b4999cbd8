import {
  affecting,
  combine,
  during,
  modelsOf,
  type Incident,
  type Measured,
  type Scenario,
} from "../scenario";
import {
  meanOf,
  measuredCalls,
  type MeasuredCalls,
  type PlayedService,
} from "../measured-requests";
import { shareOf } from "../shares";
import { noonPerMinute } from "../usual-traffic";

/** Minutes that it lasts. */
const LASTS = 90;
/** How many times as much a request costs. */
const FACTOR = 5;
/** A request's tokens in the mean, where nothing was measured: `healthyBehaviour` has medians. */
const INPUT_TOKENS = 1_883;
const OUTPUT_TOKENS = 325;
const USD_PER_THOUSAND = 0.005;
/** What requests to one model scatter by, as a part of what they cost in the mean; retries add to it. */
const SCATTER = 1.2;

/** What a request costs in the mean, and how much of it for what is sent. */
function priceOf({ inputTokens, outputTokens, pricePerThousand }: MeasuredCalls) {
  const input = inputTokens ? meanOf(inputTokens) : INPUT_TOKENS;
  const output = outputTokens ? meanOf(outputTokens) : OUTPUT_TOKENS;
  const usd = ((input + output) * (pricePerThousand ?? USD_PER_THOUSAND)) / 1_000;
  return { usd, inputUsd: (usd * input) / (input + output) };
}

/** The same of a feature, whose calls go to all of its models. */
function requestOf(service: PlayedService, feature: string) {
  const share = shareOf(service, { feature });
  let [usd, inputUsd, squares] = [0, 0, 0];
  for (const model of modelsOf(service)) {
    const price = priceOf(measuredCalls(service, { feature, ...model }) ?? {});
    const part = shareOf(service, { feature, model }) / (share || 1);
    usd += part * price.usd;
    inputUsd += part * price.inputUsd;
    squares += part * price.usd ** 2;
  }
  const ofModels = Math.sqrt(Math.max(0, squares - usd ** 2));
  const deviation = Math.hypot(SCATTER * usd, ofModels);
  return { share, usd, deviation, inputPart: usd === 0 ? 0 : inputUsd / usd };
}

/** What an hour of a feature costs, where a request costs a multiple of what is usual. */
function hourOf(service: PlayedService, feature: string, times: number) {
  const { share, usd, deviation } = requestOf(service, feature);
  return { share, usd: 60 * noonPerMinute(service) * share * times * usd, deviation };
}

/** The measure is an hour's cost beyond twice the same hour yesterday, so at first it is negative. */
function beyondTwice(service: PlayedService, feature: string, times: number): Measured {
  const { share, usd, deviation: one } = hourOf(service, feature, 1);
  const deviation = one * Math.hypot(times, 2);
  return { before: -usd, during: (times - 2) * usd, share, deviation, sums: true };
}

/** Feature by feature, what an hour costs in a loop that no day has seen. */
const RUNAWAY = 20;

function runaway(service: PlayedService, feature: string): Measured {
  const times = 1 + RUNAWAY * Object.keys(service.features).length;
  const { share, usd, deviation } = hourOf(service, feature, times);
  const before = hourOf(service, feature, 1).usd;
  return { before, during: usd, share, deviation: deviation * times, sums: true };
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
      measured: runaway(service, feature),
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
  times: (service: PlayedService, feature: string) => number,
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
        measured: beyondTwice(service, feature, times(service, feature)),
      })),
      { signal: "cost_spike", key: "ceiling", optional: "five usual hours are near its $200" },
    ],
  };
}

function lastModel(service: PlayedService) {
  return modelsOf(service).slice(-1);
}

export const longerPrompt = costScenario(
  "cost-longer-prompt",
  `Prompts are five times as long for ${LASTS} minutes`,
  affecting(({ inputTokens }) => ({ inputTokens: inputTokens * FACTOR })),
  // The answers stay as long as they were.
  (service, feature) => 1 + (FACTOR - 1) * requestOf(service, feature).inputPart,
);

export const modelSwitch = costScenario(
  "cost-model-switch",
  `All calls go to one model that costs five times as much, for ${LASTS} minutes`,
  combine(
    { models: (_models, { service }) => lastModel(service) },
    affecting(({ pricePerThousand }) => ({ pricePerThousand: (pricePerThousand ?? 0) * FACTOR })),
  ),
  (service, feature) => {
    const [model = { provider: "", model: "" }] = lastModel(service);
    const { usd } = priceOf(measuredCalls(service, { feature, ...model }) ?? {});
    return (FACTOR * usd) / (requestOf(service, feature).usd || usd);
  },
);

export const retryLoop = costScenario(
  "cost-retry-loop",
  `Each call is repeated four times, for ${LASTS} minutes`,
  affecting(() => ({ retries: FACTOR - 1 })),
  () => FACTOR,
);
