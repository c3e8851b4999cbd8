import { featuresWhere, normalizeTagValue } from "../../../telemetry";
import type { Behaviour } from "../behaviour";
import type { CallKind } from "../call-kind";
import {
  affecting,
  combine,
  during,
  type Expectation,
  type Incident,
  type Measured,
  type Moment,
  type Scenario,
} from "../scenario";
import { measuredCalls, quantileOf, type PlayedService } from "../measured-requests";
import { firstModel, shareOf } from "../shares";

/** Changes the calls of the busiest model. */
function ofFirstModel(change: (behaviour: Behaviour) => Partial<Behaviour>): Incident {
  return affecting((behaviour, kind: CallKind, { service }: Moment) => {
    const { provider, model } = firstModel(service);
    return kind.provider === provider && kind.model === model ? change(behaviour) : {};
  });
}

/** The model that an incident of one model hits, as a group's tags name it. */
function firstModelGroup(service: PlayedService): { readonly model: string } {
  return { model: normalizeTagValue("model", firstModel(service).model) };
}

function providerGroup(service: PlayedService) {
  const provider = normalizeTagValue("provider", firstModel(service).provider);
  return { provider, ...firstModelGroup(service) };
}

const RATE_LIMITED = ofFirstModel(() => ({ errorRate: 0.4, errorStatus: 429, retries: 1 }));

function rateLimited(service: PlayedService): Measured {
  return { before: 0.2, during: 40, share: shareOf(service, { model: firstModel(service) }) };
}

/** What the medians and the scatter of `healthyBehaviour` come to, where nothing was measured. */
const FIRST_TOKEN_P95_MS = 800;
const LATENCY_P95_MS = 3_460;

/** Of the calls of a feature to the busiest model. */
function usualP95(service: PlayedService, feature: string) {
  const calls = measuredCalls(service, { feature, ...firstModel(service) }) ?? {};
  const { latencyMs, firstTokenMs } = calls;
  return {
    latency: latencyMs ? quantileOf(latencyMs, 0.95) : LATENCY_P95_MS,
    firstToken: firstTokenMs ? quantileOf(firstTokenMs, 0.95) : FIRST_TOKEN_P95_MS,
  };
}

/** Minutes that an incident lasts. */
const LASTS = 45;

/** A quota runs out. */
export const provider429Storm: Scenario = {
  id: "provider-429-storm",
  title: "40 % of one model's calls end in 429 for 45 minutes",
  hours: 1.25,
  ends: LASTS,
  incident: during(0, LASTS, RATE_LIMITED),
  expects: (service) => [
    {
      signal: "provider_error_rate",
      group: providerGroup(service),
      measured: rateLimited(service),
    },
  ],
};

/** An outage that comes and goes: an alert that never rests is worth little. */
export const flapping: Scenario = {
  id: "flapping-provider",
  title: "One model fails for 20 minutes of every 40, three times",
  hours: 2.25,
  ends: 100,
  incident: combine(...[0, 40, 80].map((from) => during(from, from + 20, RATE_LIMITED))),
  expects: (service) => [
    {
      signal: "provider_error_rate",
      group: providerGroup(service),
      measured: { ...rateLimited(service), lasts: 20 },
    },
  ],
};

/** Everything takes longer, the first token too. */
export const providerSlow: Scenario = {
  id: "provider-slow",
  title: "One model takes eight times as long for 45 minutes",
  hours: 1.25,
  ends: LASTS,
  appliesTo: (service) =>
    featuresWhere(service, ({ userFacing }) => userFacing === true).length > 0,
  needs: "a user-facing feature",
  incident: during(
    0,
    LASTS,
    ofFirstModel(({ firstTokenMs, generationMs }) => ({
      firstTokenMs: firstTokenMs * 8,
      generationMs: generationMs * 8,
    })),
  ),
  expects: (service) => [
    ...featuresWhere(service, ({ userFacing }) => userFacing === true).map((key) => ({
      signal: "latency_p95",
      key,
      group: firstModelGroup(service),
      measured: {
        before: usualP95(service, key).latency,
        during: 8 * usualP95(service, key).latency,
        share: shareOfFeature(service, key),
      },
    })),
    ...slowFirstToken(service, 8),
  ],
};

/** Of the requests, those of one feature to one model. */
function shareOfFeature(service: PlayedService, feature: string): number {
  return shareOf(service, { feature, model: firstModel(service) });
}

function slowFirstToken(service: PlayedService, times: number): Expectation[] {
  return featuresWhere(service, ({ streaming }) => streaming === true).map((key) => ({
    signal: "first_token_p95",
    key,
    group: firstModelGroup(service),
    measured: {
      before: usualP95(service, key).firstToken,
      during: times * usualP95(service, key).firstToken,
      share: shareOfFeature(service, key),
    },
  }));
}

const FIRST_TOKEN_IS_A_PART: Expectation = {
  signal: "latency_p95",
  optional: "the time to the first token is a part of the whole",
};

/** The answer itself is as fast as ever. */
export const firstTokenSlow: Scenario = {
  id: "first-token-slow",
  title: "One model's first token takes four times as long for 45 minutes",
  hours: 1.25,
  ends: LASTS,
  appliesTo: (service) => featuresWhere(service, ({ streaming }) => streaming === true).length > 0,
  needs: "a feature that streams",
  incident: during(
    0,
    LASTS,
    ofFirstModel(({ firstTokenMs }) => ({ firstTokenMs: firstTokenMs * 4 })),
  ),
  expects: (service: PlayedService) => [
    ...slowFirstToken(service, 4),
    ...(service.measured ? [FIRST_TOKEN_IS_A_PART] : []),
  ],
};
