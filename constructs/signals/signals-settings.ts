import { checkObject, type Check, type Checks, type FeatureName } from "../../telemetry";
import type { LlmServiceDeclaration, Problems } from "../../telemetry";
import type { CostBudgetSettings } from "./cost-budget";
import type { CostSpikeSettings } from "./cost-spike";
import type { RollbackSettings } from "./rollback-prompt";
import type { FeatureSettings } from "./settings";
import {
  costBudgetChecks,
  costSpikeChecks,
  featureChecks,
  measureChecks,
  rateChecks,
  rollbackChecks,
} from "./settings-checks";
import type { MeasureSettings, RateSettings } from "./signal";

/**
 * A team's settings, by signal: an object overrides defaults, `false` leaves the signal out, `true`
 * creates one that is off by default. Settings of a signal that the service cannot have are refused;
 * `false` is not, so that services can share it.
 *
 * @example { invalid_json: { critical: 3 }, latency_p95: { features: { search: { critical: 3000 } } } }
 */
export interface SignalsSettings<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** Failed calls, in percent. @default `> 3 % (warn 2 %)` over 10m, from 7 failures */
  readonly provider_error_rate?: RateSettings | false;
  /** p95 of a user-facing feature, in milliseconds. @default `> 8 s (warn 6 s)` over 15m, from 50 events */
  readonly latency_p95?: FeatureSettings<FeatureName<S>> | false;
  /** p95 of a streaming feature, in milliseconds. @default `> 2 s (warn 1.5 s)` over 15m, from 50 events */
  readonly first_token_p95?: FeatureSettings<FeatureName<S>> | false;
  /** Invalid outputs, in percent. @default `> 2 % (warn 1 %)` over 10m, from 7 failures */
  readonly invalid_json?: RateSettings | false;
  /**
   * US dollars beyond `ratio` times the same hour yesterday; and `ceiling`, whatever yesterday was.
   * @default `> $10 (warn $5)` and, of each feature, `> $200 (warn $150)`, both over 1h
   */
  readonly cost_spike?: CostSpikeSettings | false;
  /**
   * US dollars of a month, of a day, or both.
   * @default none; $100 a day give `> $100 (warn $80)` over current_1d
   * @example { monthly: 5000, of: "feature" }
   */
  readonly cost_budget?: CostBudgetSettings | false;
  /** Drop of a score, in points of 100. @default `> 5 points (warn 3 points)` over 4h, from 30 events on either side */
  readonly eval_regression?: MeasureSettings | false;
  /** Failed tool calls, in percent. @default `> 5 % (warn 3 %)` over 10m, from 7 failures */
  readonly tool_failure_rate?: RateSettings | false;
  /**
   * Average top score of a retrieval, on the retriever's own scale.
   * @default below the feature's `topScoreFloor` (warn a tenth above it) over 15m, from 20 events
   */
  readonly retrieval_degradation?: FeatureSettings<FeatureName<S>> | false;
  /**
   * No requests, which has no threshold to set; or requests without a cost, in percent. Neither warns.
   * @default off; `true` gives `< 1 request`, or none at all, and `> 95 %`, from 25 failures, both over 1h
   */
  readonly telemetry_silent?: RateSettings | boolean;
  /** Eval regression and invalid JSON together; their thresholds are its own. @default over 4h */
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
  cost_budget: costBudgetChecks(),
  eval_regression: measureChecks("points"),
  tool_failure_rate: rateChecks(),
  retrieval_degradation: featureChecks("score"),
  telemetry_silent: rateChecks(),
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
