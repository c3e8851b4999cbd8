import { isRecord, isStoredForm, type LlmServiceDeclaration, type Problems } from "../../telemetry";
import type { Scope } from "../datadog/query";
import { planSignal, type AlertPlan } from "./alert-plan";
import { checkSignalsSettings } from "./check-settings";
import { evalRegression } from "./eval-regression";
import { invalidJson } from "./invalid-json";
import { MEASURED, type MeasuredId } from "./registry";
import { planRollbacks, rollbackPrompt } from "./rollback-prompt";
import type { AnySettings, Signal } from "./signal";
import type { SettingsOf, SignalId, SignalsSettings } from "./signals-settings";

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
  const measured = { service, scope, settings, right, problems };
  const plans = (Object.keys(MEASURED) as MeasuredId[]).flatMap((id) => planMeasured(id, measured));
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

interface Planned {
  readonly service: LlmServiceDeclaration;
  readonly scope: Scope;
  readonly settings: SignalsSettings;
  /** Signals whose settings are of the right shape. */
  readonly right: ReadonlySet<SignalId>;
  readonly problems: Problems;
}

function planMeasured<Id extends MeasuredId>(
  id: Id,
  { service, scope, settings, right, problems }: Planned,
): AlertPlan[] {
  const signal = MEASURED[id];
  const own = settings[id];
  const given = isObject(own) ? own : undefined;
  if (given) checkApplies(problems, service, signal, given, right.has(id));
  const isOff = own === false || (own === undefined && signal.offByDefault);
  return right.has(id) && !isOff ? planSignal(signal, service, scope, given, problems) : [];
}

/** Wrong shapes arrive here as well, and are told elsewhere. */
function isObject<Id extends MeasuredId>(own: SignalsSettings[Id]): own is SettingsOf<Id> {
  return isRecord(own);
}

/** Reports alerts whose `alert:` tag Datadog would cut, so that two of them might become one. */
function checkIds(problems: Problems, plans: readonly AlertPlan[]): void {
  for (const { id, signal, key } of plans) {
    const allowed = "a shorter name: alert:<signal>/<name> has at most 200 characters";
    problems.require(isStoredForm("alert", id), `signals.${signal.id}`, key, allowed);
  }
}

/**
 * Reports settings that would do nothing, because the service cannot have the alert.
 *
 * @param isRight whether the settings are of the right shape; otherwise nothing is made from them
 */
function checkApplies<Settings extends AnySettings>(
  problems: Problems,
  service: LlmServiceDeclaration,
  { id, needs = "", alerts }: Signal<Settings>,
  settings: Settings,
  isRight: boolean,
): void {
  const path = `signals.${id}`;
  const possible = alerts(service, isRight ? settings : undefined);
  if (possible.length === 0) {
    if (isRight && isFilled(settings))
      problems.add(path, settings, `false or nothing, without ${needs}`);
    return;
  }
  const isPerFeature = possible.some(({ settings }) => settings !== undefined);
  const features: unknown = "features" in settings ? settings.features : undefined;
  if (!isPerFeature || !isRecord(features)) return;
  const declared = Object.keys(service.features);
  for (const [feature, given] of Object.entries(features)) {
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

export { SIGNALS } from "./registry";
export type { AlertPlan } from "./alert-plan";
export type { MonitorPart } from "./monitor-part";
export type { Priority } from "./priority";
export type { SignalDescription, SignalSettings } from "./signal";
export type { SignalId, SignalsSettings } from "./signals-settings";
