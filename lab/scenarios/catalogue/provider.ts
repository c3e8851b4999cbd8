import { normalizeTagValue, type LlmServiceDeclaration } from "../../../telemetry";
import type { Behaviour, CallKind } from "../behaviour";
import {
  affecting,
  during,
  firstModel,
  type Incident,
  type Moment,
  type Scenario,
} from "../scenario";

/** Changes the calls of the model that is declared first. */
export function ofFirstModel(change: (behaviour: Behaviour) => Partial<Behaviour>): Incident {
  return affecting((behaviour, kind: CallKind, { service }: Moment) => {
    const { provider, model } = firstModel(service);
    return kind.provider === provider && kind.model === model ? change(behaviour) : {};
  });
}

/** The model that is declared first, as a group's tags name it. */
export function firstModelGroup(service: LlmServiceDeclaration): { readonly model: string } {
  return { model: normalizeTagValue("model", firstModel(service).model) };
}

function providerGroup(service: LlmServiceDeclaration) {
  const provider = normalizeTagValue("provider", firstModel(service).provider);
  return { provider, ...firstModelGroup(service) };
}

const RATE_LIMITED = ofFirstModel(() => ({ errorRate: 0.4, errorStatus: 429, retries: 1 }));

/** A quota runs out. */
export const provider429Storm: Scenario = {
  id: "provider-429-storm",
  title: "40 % of one model's calls end in 429 for 45 minutes",
  hours: 1.5,
  incident: during(0, 45, RATE_LIMITED),
  expects: (service) => [{ signal: "provider_error_rate", group: providerGroup(service) }],
};

/** An outage that comes and goes: an alert that never rests is worth little. */
export const flapping: Scenario = {
  id: "flapping-provider",
  title: "One model fails for 20 minutes of every 40, three times",
  hours: 2.5,
  incident: affecting((behaviour, kind, moment) => {
    const fails = moment.minute >= 0 && moment.minute < 120 && moment.minute % 40 < 20;
    return fails ? (RATE_LIMITED.behaviour?.(behaviour, kind, moment) ?? {}) : {};
  }),
  expects: provider429Storm.expects,
};

/** Everything takes longer, the first token too. */
export const providerSlow: Scenario = {
  id: "provider-slow",
  title: "One model takes eight times as long for 45 minutes",
  hours: 2,
  appliesTo: (service) => Object.values(service.features).some(({ userFacing }) => userFacing),
  incident: during(
    0,
    45,
    ofFirstModel(({ firstTokenMs, generationMs }) => ({
      firstTokenMs: firstTokenMs * 8,
      generationMs: generationMs * 8,
    })),
  ),
  expects: (service) => [
    { signal: "latency_p95", group: firstModelGroup(service) },
    { signal: "first_token_p95", group: firstModelGroup(service) },
  ],
};

/** The answer itself is as fast as ever. */
export const firstTokenSlow: Scenario = {
  id: "first-token-slow",
  title: "One model's first token takes four times as long for 45 minutes",
  hours: 2,
  appliesTo: (service) => Object.values(service.features).some(({ streaming }) => streaming),
  incident: during(
    0,
    45,
    ofFirstModel(({ firstTokenMs }) => ({ firstTokenMs: firstTokenMs * 4 })),
  ),
  expects: (service) => [{ signal: "first_token_p95", group: firstModelGroup(service) }],
};
