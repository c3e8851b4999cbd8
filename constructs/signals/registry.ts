import { costBudget } from "./cost-budget";
import { costSpike } from "./cost-spike";
import { evalRegression } from "./eval-regression";
import { firstTokenP95 } from "./first-token-p95";
import { invalidJson } from "./invalid-json";
import { latencyP95 } from "./latency-p95";
import { providerErrorRate } from "./provider-error-rate";
import { retrievalDegradation } from "./retrieval-degradation";
import { rollbackPrompt } from "./rollback-prompt";
import type { Signal, SignalDescription } from "./signal";
import type { SettingsOf, SignalId } from "./signals-settings";
import { telemetrySilent } from "./telemetry-silent";
import { toolFailureRate } from "./tool-failure-rate";

/** A signal that measures something, as distinct from one that combines others. */
export type MeasuredId = Exclude<SignalId, typeof rollbackPrompt.id>;

/**
 * The signals that measure something, in the order in which tables list them. A signal that stands here
 * and not in `SignalsSettings`, or there and not here, does not compile.
 */
export const MEASURED: {
  readonly [Id in MeasuredId]: Signal<SettingsOf<Id>> & { readonly id: Id };
} = {
  provider_error_rate: providerErrorRate,
  latency_p95: latencyP95,
  first_token_p95: firstTokenP95,
  invalid_json: invalidJson,
  cost_spike: costSpike,
  cost_budget: costBudget,
  eval_regression: evalRegression,
  tool_failure_rate: toolFailureRate,
  retrieval_degradation: retrievalDegradation,
  telemetry_silent: telemetrySilent,
};

/** Every signal of the product. */
export const SIGNALS: readonly SignalDescription[] = [...Object.values(MEASURED), rollbackPrompt];
