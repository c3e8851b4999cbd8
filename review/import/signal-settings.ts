import { record } from "../../lab/inputs/record";
import { planSignal, type AlertPlan } from "../../constructs/signals/alert-plan";
import { isWindow } from "../../constructs/datadog/monitor-query";
import type { Scope } from "../../constructs/datadog/query";
import { DEFAULT_CEILING, DEFAULT_RATIO } from "../../constructs/signals/cost-spike";
import type { AlertDefinition, AnySettings, Signal } from "../../constructs/signals/signal";
import {
  completeThresholds,
  type ThresholdDefaults,
  type ThresholdSettings,
} from "../../constructs/signals/thresholds";
import { Problems, type LlmServiceInEnv } from "../../telemetry";
import type { ExportedMonitor } from "./exported-monitor";
import type { ExportedMonitors } from "./matched-alert";
import { matchedAlert, type MatchedAlert } from "./matched-alert";

/** A signal whose alerts were found, and the settings that they stand for. */
export interface MatchedSignal {
  readonly settings: AnySettings;
  readonly alerts: readonly MatchedAlert[];
}

type Found = readonly [definition: AlertDefinition, monitor: ExportedMonitor];

/**
 * Finds the alerts of a signal among exported monitors.
 *
 * @param asked settings without which the signal has no alert to look for, such as a budget
 */
export function matchedSignal(
  signal: Signal,
  service: LlmServiceInEnv,
  exported: ExportedMonitors,
  asked: AnySettings = {},
): MatchedSignal | undefined {
  const scope: Scope = [`env:${service.env}`, `service:${service.service}`];
  const plan = (settings: AnySettings): AlertPlan[] =>
    planSignal(signal, service, scope, settings, new Problems());
  const plans = plan(asked);
  const definitions = signal.alerts(service, asked);
  const found = definitions.flatMap((definition, index): Found[] => {
    const [part] = plans[index]?.parts ?? [];
    const numbers = definition.key === "" && signal.id === "cost_spike" ? "any" : "same";
    const candidates = part ? exported.measuring(part, numbers) : [];
    const own = candidates.find(({ attributes }) => isTagged(attributes["tags"], plans[index]?.id));
    const monitor = own ?? candidates[0];
    return monitor ? [[definition, monitor]] : [];
  });
  const measured = { ...asked, ...measuredSettings(signal, found) };
  const guarded = withMatches(found, plan(measured), exported);
  if (guarded.length === 0) return undefined;
  return { settings: { ...measured, ...guardSettings(signal, guarded) }, alerts: guarded };
}

function isTagged(tags: unknown, id: string | undefined): boolean {
  return Array.isArray(tags) && tags.includes(`alert:${id ?? ""}`);
}

function withMatches(
  found: readonly Found[],
  plans: readonly AlertPlan[],
  exported: ExportedMonitors,
): MatchedAlert[] {
  return found.flatMap(([{ key }, monitor]) => {
    const plan = plans.find((one) => one.key === key);
    const match = plan && matchedAlert(plan, exported, monitor);
    return match ? [match] : [];
  });
}

/** What the measuring monitors say: window, thresholds, and what is a number in the measure. */
function measuredSettings(signal: Signal, found: readonly Found[]): AnySettings {
  const usual = found.filter(([{ ownThresholds }]) => !ownThresholds);
  const window = usual.map(([, { shape }]) => shape?.window).find(isWindow);
  return {
    ...(window === undefined || window === signal.window ? {} : { window }),
    ...thresholdSettings(usual),
    ...ownSettings(signal, found),
  };
}

function thresholdSettings(found: readonly Found[]): AnySettings {
  const each = found.map(
    ([definition, monitor]) => [definition, overrides(definition.thresholds, monitor)] as const,
  );
  const isPerFeature = each.some(([{ settings }]) => settings !== undefined);
  const set = each.filter(([, own]) => Object.keys(own).length > 0);
  if (!isPerFeature) return each[0]?.[1] ?? {};
  if (set.length === 0) return {};
  const features = Object.fromEntries(set.map(([{ key }, own]) => [key, own]));
  return { features } as AnySettings;
}

const LEVELS = {
  critical: "critical",
  warning: "warning",
  criticalRecovery: "critical_recovery",
  warningRecovery: "warning_recovery",
} as const;

/** What differs from the thresholds that the signal would have by itself. */
function overrides(
  defaults: ThresholdDefaults,
  { attributes }: ExportedMonitor,
): ThresholdSettings {
  const levels = record(attributes["monitor_thresholds"]);
  let settings: ThresholdSettings = {};
  for (const name of Object.keys(LEVELS) as (keyof typeof LEVELS)[]) {
    const written = levels[LEVELS[name]];
    const [given, usual] = [
      written === undefined ? undefined : Number(written),
      completeThresholds(defaults, settings)[name],
    ];
    if (given === usual) continue;
    if (given !== undefined) settings = { ...settings, [name]: given };
    else if (name === "warning") settings = { ...settings, warning: false };
  }
  return settings;
}

/** Settings that only one signal has. */
function ownSettings(signal: Signal, found: readonly Found[]): object {
  const critical = (key: string): number | undefined =>
    found.find(([definition]) => definition.key === key)?.[1].shape?.threshold;
  if (signal.id === "cost_budget") {
    const [monthly, daily] = [critical("monthly"), critical("daily")];
    return { monthly, daily };
  }
  if (signal.id !== "cost_spike") return {};
  const ratio = found.find(([{ key }]) => key === "")?.[1].shape?.numbers[0];
  const ceiling = critical("ceiling") ?? false;
  return {
    ...(ratio === undefined || ratio === DEFAULT_RATIO ? {} : { ratio }),
    ...(ceiling === DEFAULT_CEILING ? {} : { ceiling }),
  };
}

/** A guard that is not there is switched off; one that is there has its number of events. */
function guardSettings(
  signal: Signal,
  alerts: readonly MatchedAlert[],
): Pick<AnySettings, "minFailures" | "minRequests"> {
  const guarded = alerts.find(({ plan }) => plan.parts.length > 1);
  if (!guarded) return {};
  const [, guard] = [...guarded.parts.values()];
  const fewest = guard?.shape?.threshold ?? false;
  const name = signal.minFailures === undefined ? "minRequests" : "minFailures";
  return fewest === signal[name] ? {} : { [name]: fewest };
}
