import { checkObject, type Check, type Checks, type FeatureName } from "../../telemetry";
import type { LlmServiceDeclaration, Problems } from "../../telemetry";
import type { CostSpikeSettings } from "./cost-spike";
import type { RollbackSettings } from "./rollback-prompt";
import type { FeatureSettings } from "./settings";
import { costSpikeChecks, featureChecks, rateChecks } from "./settings-checks";
import { rollbackChecks, signalChecks } from "./settings-checks";
import type { RateSettings, SignalSettings } from "./signal";

/**
 * A team's settings, by signal: an object overrides defaults, `false` leaves the signal out, `true`
 * creates one that is off by default. Settings of a signal that the service cannot have are refused;
 * `false` is not, so that services can share it.
 *
 * @example { invalid_json: { critical: 3 }, latency_p95: { features: { search: { critical: 3000 } } } }
 */
export interface SignalsSettings<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  readonly provider_error_rate?: RateSettings | false;
  readonly latency_p95?: FeatureSettings<FeatureName<S>> | false;
  readonly first_token_p95?: FeatureSettings<FeatureName<S>> | false;
  readonly invalid_json?: RateSettings | false;
  readonly cost_spike?: CostSpikeSettings | false;
  readonly eval_regression?: SignalSettings | false;
  readonly tool_failure_rate?: RateSettings | false;
  readonly retrieval_degradation?: FeatureSettings<FeatureName<S>> | false;
  readonly telemetry_silent?: SignalSettings | boolean;
  readonly rollback_prompt?: RollbackSettings | false;
}

export type SignalId = keyof SignalsSettings;

/** What a signal takes where it takes an object. */
type SettingsOf<Id extends SignalId> = Exclude<SignalsSettings[Id], boolean | undefined>;

const SETTINGS: { readonly [Id in SignalId]: Checks<SettingsOf<Id>> } = {
  provider_error_rate: rateChecks(),
  latency_p95: featureChecks("milliseconds"),
  first_token_p95: featureChecks("milliseconds"),
  invalid_json: rateChecks(),
  cost_spike: costSpikeChecks(),
  eval_regression: signalChecks("points"),
  tool_failure_rate: rateChecks(),
  retrieval_degradation: featureChecks("score"),
  // Its other alert counts requests; both take the same numbers, so the narrower range holds.
  telemetry_silent: signalChecks("percent"),
  rollback_prompt: rollbackChecks,
};

/**
 * Reports settings of a wrong shape or range.
 *
 * @returns the signals whose settings are right
 */
export function checkSignalsSettings(problems: Problems, given: unknown): ReadonlySet<SignalId> {
  const right = new Set<SignalId>();
  const checks = Object.keys(SETTINGS).map((id): [string, Check] => [
    id,
    (_, path, settings) => {
      const before = problems.count;
      checkSettings(problems, path, settings, id as SignalId);
      if (problems.count === before) right.add(id as SignalId);
    },
  ]);
  const allowed = "an object with a signal's name for each key";
  checkObject(problems, "signals", given, Object.fromEntries(checks), allowed);
  return right;
}

function checkSettings(problems: Problems, path: string, given: unknown, id: SignalId): void {
  const canBeAskedFor = id === "telemetry_silent";
  if (given === undefined || given === false || (given === true && canBeAskedFor)) return;
  const allowed = `an object of settings, ${canBeAskedFor ? "true or false" : "or false"}`;
  checkObject<object>(problems, path, given, SETTINGS[id], allowed);
}
