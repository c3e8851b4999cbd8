import type { FeatureName, LlmServiceDeclaration, Problems } from "../../telemetry";
import type { Scope } from "../datadog/query";
import { checkSettings, planSignal, type AlertPlan } from "./alert-plan";
import { costSpike, type CostSpikeSettings } from "./cost-spike";
import { evalRegression } from "./eval-regression";
import { firstTokenP95 } from "./first-token-p95";
import { invalidJson } from "./invalid-json";
import { latencyP95 } from "./latency-p95";
import { providerErrorRate } from "./provider-error-rate";
import { retrievalDegradation } from "./retrieval-degradation";
import { planRollbacks, rollbackPrompt, type RollbackSettings } from "./rollback-prompt";
import type { FeatureSettings } from "./settings";
import type { RateSettings, Signal, SignalDescription, SignalSettings } from "./signal";
import { telemetrySilent } from "./telemetry-silent";
import { toolFailureRate } from "./tool-failure-rate";

/** The signals that measure something, in the order in which tables list them. */
const MEASURED = [
  providerErrorRate,
  latencyP95,
  firstTokenP95,
  invalidJson,
  costSpike,
  evalRegression,
  toolFailureRate,
  retrievalDegradation,
  telemetrySilent,
] as const;

/** Every signal of the product. */
export const SIGNALS: readonly SignalDescription[] = [...MEASURED, rollbackPrompt];

/**
 * A team's settings, by signal: an object overrides defaults, `false` leaves the signal out, `true`
 * creates one that is off by default.
 *
 * @example { invalid_json: { critical: 3 }, latency_p95: { features: { search: { critical: 3000 } } } }
 */
export interface SignalsSettings<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** Failed calls, in percent. @default `> 3 % (warn 2 %)` over 10m, from 20 events and 7 failures */
  readonly provider_error_rate?: RateSettings | false;
  /** p95 of a user-facing feature, in milliseconds. @default `> 8 s (warn 6 s)` over 15m, from 50 events */
  readonly latency_p95?: FeatureSettings<FeatureName<S>> | false;
  /** p95 of a streaming feature, in milliseconds. @default `> 2 s (warn 1.5 s)` over 15m, from 50 events */
  readonly first_token_p95?: FeatureSettings<FeatureName<S>> | false;
  /** Invalid outputs, in percent. @default `> 2 % (warn 1 %)` over 10m, from 20 events and 7 failures */
  readonly invalid_json?: RateSettings | false;
  /** US dollars beyond `ratio` times the same hour yesterday. @default `> $10 (warn $5)` over 1h */
  readonly cost_spike?: CostSpikeSettings | false;
  /** Drop of a score, in points of 100. @default `> 5 points (warn 3 points)` over 4h, from 30 events */
  readonly eval_regression?: SignalSettings | false;
  /** Failed tool calls, in percent. @default `> 5 % (warn 3 %)` over 10m, from 20 events and 7 failures */
  readonly tool_failure_rate?: RateSettings | false;
  /**
   * Average top score of a retrieval, on the retriever's own scale.
   * @default below the feature's `topScoreFloor` (warn a tenth above it) over 15m, from 20 events
   */
  readonly retrieval_degradation?: FeatureSettings<FeatureName<S>> | false;
  /**
   * No requests, or hardly any with a cost, in percent; without a warning.
   * @default off; `true` gives `< 1 request` and, from 50 events, `< 1 %`, both over 1h
   */
  readonly telemetry_silent?: SignalSettings | boolean;
  /** Eval regression and invalid JSON together; their thresholds are its own. @default over 4h */
  readonly rollback_prompt?: RollbackSettings | false;
}

export type SignalId = keyof SignalsSettings;

/**
 * All alerts of a service.
 *
 * @param problems receives what is wrong with the settings
 */
export function planAlerts(
  service: LlmServiceDeclaration,
  scope: Scope,
  settings: SignalsSettings,
  problems: Problems,
): AlertPlan[] {
  checkKnownSignals(settings, problems);
  const plans = MEASURED.flatMap((signal: Signal<never>) => {
    const own = settings[signal.id as SignalId];
    const wanted = signal.offByDefault ? own !== undefined && own !== false : own !== false;
    if (!wanted) return [];
    const given = typeof own === "object" ? own : {};
    checkFeatures(service, signal.id, given, problems);
    if ("ratio" in given) checkRatio(given.ratio, problems);
    // Each signal's settings type is checked where a team writes them; here they are one list.
    return planSignal(signal as unknown as Signal, service, scope, given, problems);
  });
  const rollback = settings.rollback_prompt;
  if (rollback === false) return plans;
  checkSettings(problems, rollbackPrompt.id, rollback ?? {});
  return [...plans, ...planRollbacks(scope, plans, rollback ?? {})];
}

function checkKnownSignals(settings: SignalsSettings, problems: Problems): void {
  const known = SIGNALS.map(({ id }) => id);
  for (const [id, given] of Object.entries(settings)) {
    problems.require(known.includes(id), `signals.${id}`, given, known.join(", "));
  }
}

function checkRatio(ratio: unknown, problems: Problems): void {
  const ok = Number.isFinite(ratio) && (ratio as number) >= 1;
  problems.require(ok, `signals.${costSpike.id}.ratio`, ratio, "a number from 1");
}

function checkFeatures(
  service: LlmServiceDeclaration,
  signal: string,
  settings: object,
  problems: Problems,
): void {
  if (!("features" in settings)) return;
  const known = Object.keys(service.features);
  for (const [feature, given] of Object.entries(settings.features as object)) {
    problems.require(
      known.includes(feature),
      `signals.${signal}.features.${feature}`,
      given,
      known.join(", "),
    );
  }
}

export type { AlertPlan, MonitorPart } from "./alert-plan";
export type { Priority } from "./priority";
export type { SignalDescription, SignalSettings } from "./signal";
