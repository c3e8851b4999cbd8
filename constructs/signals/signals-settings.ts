import type { FeatureName, LlmServiceDeclaration } from "../../telemetry";
import type { CostBudgetSettings } from "./cost-budget";
import type { CostSpikeSettings } from "./cost-spike";
import type { RollbackSettings } from "./rollback-prompt";
import type { FeatureSettings } from "./settings";
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
export type SettingsOf<Id extends SignalId> = Exclude<SignalsSettings[Id], boolean | undefined>;
