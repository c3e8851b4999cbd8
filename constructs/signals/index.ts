import { isRecord, isStoredForm, type LlmServiceDeclaration, type Problems } from "../../telemetry";
import type { Scope } from "../datadog/query";
import { planSignal, type AlertPlan } from "./alert-plan";
import { costBudget } from "./cost-budget";
import { costSpike } from "./cost-spike";
import { evalRegression } from "./eval-regression";
import { firstTokenP95 } from "./first-token-p95";
import { invalidJson } from "./invalid-json";
import { latencyP95 } from "./latency-p95";
import { providerErrorRate } from "./provider-error-rate";
import { retrievalDegradation } from "./retrieval-degradation";
import { planRollbacks, rollbackPrompt } from "./rollback-prompt";
import type { Signal, SignalDescription } from "./signal";
import { checkSignalsSettings, type SignalId, type SignalsSettings } from "./signals-settings";
import { telemetrySilent } from "./telemetry-silent";
import { toolFailureRate } from "./tool-failure-rate";

/** The signals that measure something, in the order in which tables list them. */
const MEASURED = [
  providerErrorRate,
  latencyP95,
  firstTokenP95,
  invalidJson,
  costSpike,
  costBudget,
  evalRegression,
  toolFailureRate,
  retrievalDegradation,
  telemetrySilent,
] as const;

/** Every signal of the product. */
export const SIGNALS: readonly SignalDescription[] = [...MEASURED, rollbackPrompt];

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
  const right = checkSignalsSettings(problems, settings);
  // No object of signals at all.
  if (right.size === 0) return [];
  const plans = MEASURED.flatMap((signal: Signal<never>) => {
    const id = signal.id as SignalId;
    const own = settings[id] ?? !signal.offByDefault;
    if (isRecord(own)) checkApplies(problems, service, signal as unknown as Signal, own);
    if (!right.has(id) || own === false) return [];
    const given = own === true ? {} : own;
    // Each signal's settings type is checked where a team writes them; here they are one list.
    return planSignal(signal as unknown as Signal, service, scope, given, problems);
  });
  checkIds(problems, plans);
  const rollback = settings.rollback_prompt ?? {};
  if (!right.has(rollbackPrompt.id) || rollback === false) return plans;
  const rollbacks = planRollbacks(scope, plans, rollback);
  // With broken settings of the two others nobody knows yet whether there are any.
  const isKnown = right.has(invalidJson.id) && right.has(evalRegression.id);
  if (isKnown && rollbacks.length === 0 && isFilled(rollback)) {
    const allowed = "false or nothing, without both invalid_json and eval_regression";
    problems.add(`signals.${rollbackPrompt.id}`, rollback, allowed);
  }
  return [...plans, ...rollbacks];
}

/** Reports alerts whose `alert:` tag Datadog would cut, so that two of them might become one. */
function checkIds(problems: Problems, plans: readonly AlertPlan[]): void {
  for (const { id, signal, key } of plans) {
    const allowed = "a shorter name: alert:<signal>/<name> has at most 200 characters";
    problems.require(isStoredForm("alert", id), `signals.${signal.id}`, key, allowed);
  }
}

/** Reports settings that would do nothing, because the service cannot have the alert. */
function checkApplies(
  problems: Problems,
  service: LlmServiceDeclaration,
  { id, needs = "", alerts }: Signal,
  settings: Readonly<Record<string, unknown>>,
): void {
  const path = `signals.${id}`;
  const possible = alerts(service, settings);
  if (possible.length === 0) {
    if (isFilled(settings)) problems.add(path, settings, `false or nothing, without ${needs}`);
    return;
  }
  const isPerFeature = possible.some(({ settings }) => settings !== undefined);
  if (!isPerFeature || !isRecord(settings["features"])) return;
  const declared = Object.keys(service.features);
  for (const [feature, given] of Object.entries(settings["features"])) {
    if (!declared.includes(feature)) problems.unknown(`${path}.features`, feature, declared);
    else if (isRecord(given) && isFilled(given) && !possible.some(({ key }) => key === feature)) {
      problems.add(`${path}.features.${feature}`, given, `nothing, as it is not ${needs}`);
    }
  }
}

/** An object without values does no harm, and neither does `false`: people share settings. */
function isFilled(settings: object): boolean {
  return Object.values(settings).some((value) => value !== undefined);
}

export type { AlertPlan } from "./alert-plan";
export type { MonitorPart } from "./monitor-part";
export type { Priority } from "./priority";
export type { SignalDescription, SignalSettings } from "./signal";
export type { SignalId, SignalsSettings } from "./signals-settings";
