import type { LlmServiceInEnv } from "../../telemetry";
import {
  NOTIFICATION_RULES,
  type NotificationRules,
  type Receivers,
} from "../../constructs/receivers";
import { MEASURED } from "../../constructs/signals/registry";
import { planAlerts, type SignalsSettings } from "../../constructs/signals";
import { rollbackPrompt } from "../../constructs/signals/rollback-prompt";
import type { AnySettings, Signal } from "../../constructs/signals/signal";
import { Problems } from "../../telemetry";
import { isEqual } from "../equal";
import type { ExportedMonitor } from "./exported-monitor";
import { ExportedMonitors, matchedAlert, type MatchedAlert } from "./matched-alert";
import { pageSettings, receiversOf } from "./page-settings";
import { matchedSignal } from "./signal-settings";

/** Props of the construct that stand for a team's own monitors. */
export interface ImportedSettings {
  readonly notify: Receivers | NotificationRules;
  readonly signals: SignalsSettings;
  readonly tags?: readonly string[];
  readonly restrictedRoles?: readonly string[];
}

/** What an export says of one service. */
export interface ImportedService {
  readonly service: LlmServiceInEnv;
  readonly settings: ImportedSettings;
  /** Ids in Datadog, by the monitors' names within the service. */
  readonly ids: Readonly<Record<string, string>>;
  readonly alerts: readonly MatchedAlert[];
}

/**
 * Finds the monitors that measure what a service's signals measure.
 *
 * @param runbooks address of the service's runbooks, with `{signal}`
 * @returns nothing where none does
 */
export function importService(
  monitors: readonly ExportedMonitor[],
  service: LlmServiceInEnv,
  runbooks: string,
): ImportedService | undefined {
  const exported = new ExportedMonitors(monitors);
  const measured = Object.values(MEASURED as unknown as Readonly<Record<string, Signal>>).map(
    (signal) => [signal, findSignal(signal, service, exported)] as const,
  );
  const found = measured.flatMap(([, match]) => match?.alerts ?? []);
  if (found.length === 0) return undefined;
  const thresholds = Object.fromEntries(
    measured.flatMap(([signal, match]): [string, unknown][] => {
      const isUsual = !signal.offByDefault && signal.alerts(service).length > 0;
      return match ? [[signal.id, match.settings]] : isUsual ? [[signal.id, false]] : [];
    }),
  ) as SignalsSettings;
  const rollbacks = findRollbacks(service, thresholds, exported);
  const alerts = [...found, ...rollbacks];
  const notify = usualReceivers(alerts);
  return {
    service,
    alerts,
    ids: idsOf(alerts),
    settings: {
      notify,
      signals: {
        ...withPages(thresholds, alerts, notify, runbooks),
        ...(rollbacks.length === 0 && canRollBack(service, thresholds)
          ? { rollback_prompt: false }
          : {}),
      },
      ...ownTags(alerts),
      ...ownRoles(alerts),
    },
  };
}

function findSignal(
  signal: Signal,
  service: LlmServiceInEnv,
  exported: ExportedMonitors,
): ReturnType<typeof matchedSignal> {
  if (signal.id !== "cost_budget") return matchedSignal(signal, service, exported);
  const asked = [{ of: "feature" }, {}].map((of) => ({ ...of, monthly: 1, daily: 1 }));
  return asked
    .map((settings) => matchedSignal(signal, service, exported, settings as AnySettings))
    .find((match) => match !== undefined);
}

function plansOf(
  service: LlmServiceInEnv,
  signals: SignalsSettings,
): ReturnType<typeof planAlerts> {
  const scope = [`env:${service.env}`, `service:${service.service}`] as const;
  return planAlerts(service, scope, signals, new Problems());
}

/** Their measures are those of other signals, so they are looked for when those are known. */
function findRollbacks(
  service: LlmServiceInEnv,
  signals: SignalsSettings,
  exported: ExportedMonitors,
): MatchedAlert[] {
  return plansOf(service, signals)
    .filter(({ signal }) => signal.id === rollbackPrompt.id)
    .flatMap((plan) => matchedAlert(plan, exported) ?? []);
}

function canRollBack(service: LlmServiceInEnv, signals: SignalsSettings): boolean {
  return plansOf(service, signals).some(({ signal }) => signal.id === rollbackPrompt.id);
}

function idsOf(alerts: readonly MatchedAlert[]): Readonly<Record<string, string>> {
  const named = alerts.flatMap((alert): [string, string | undefined][] => [
    ...[...alert.parts].map(([{ id }, monitor]): [string, string | undefined] => [id, monitor.id]),
    ...(isComposite(alert)
      ? [[pageName(alert), alert.page.id] as [string, string | undefined]]
      : []),
  ]);
  return Object.fromEntries(named.filter((one): one is [string, string] => one[1] !== undefined));
}

function isComposite({ parts }: MatchedAlert): boolean {
  return parts.size > 1;
}

/** The name of the monitor that pages, within the service. */
function pageName({ plan, parts }: MatchedAlert): string {
  const [[part] = []] = [...parts];
  return parts.size === 1
    ? (part?.id ?? "")
    : [plan.signal.id, "alert", plan.key].filter(Boolean).join("-");
}

/**
 * Whom most of the alerts tell. Who hears of recoveries stands here only where it is so for all: a signal
 * can name them, and cannot take them back.
 */
function usualReceivers(alerts: readonly MatchedAlert[]): Receivers | NotificationRules {
  const all = alerts.map(({ page }) => receiversOf(page)).filter(({ alert }) => alert.length > 0);
  const recoveries = new Set(all.map(({ recovery }) => JSON.stringify(recovery)));
  const usual = all.map(({ recovery: _recovery, ...rest }): Receivers => rest);
  const times = (one: Receivers): number => usual.filter((other) => isEqual(one, other)).length;
  const [first, ...others] = usual;
  if (!first) return NOTIFICATION_RULES;
  const most = others.reduce((best, one) => (times(one) > times(best) ? one : best), first);
  const recovery = recoveries.size === 1 ? all[0]?.recovery : undefined;
  return recovery === undefined ? most : { ...most, recovery };
}

/** Settings of one signal say whom its alerts tell, and how urgently; its first alert speaks for all. */
function withPages(
  signals: SignalsSettings,
  alerts: readonly MatchedAlert[],
  notify: Receivers | NotificationRules,
  runbooks: string,
): SignalsSettings {
  const pages = new Map(alerts.map((alert) => [alert.plan.signal.id, alert] as const).reverse());
  const added = [...pages].map(([id, { page, plan }]) => {
    const runbook = runbooks.replaceAll("{signal}", id);
    const own = {
      ...pageSettings(page, plan.signal, runbook),
      ...ownReceivers(receiversOf(page), notify),
    };
    const settings = { ...(signals[id as keyof SignalsSettings] as object | undefined), ...own };
    return [id, settings] as const;
  });
  const all = { ...signals, ...Object.fromEntries(added) } as Record<string, unknown>;
  // A signal that is off by default has to be asked for; what is as usual needs no line.
  return Object.fromEntries(
    Object.entries(all).flatMap(([id, settings]) => {
      if (typeof settings === "object" && isEqual(settings, {})) {
        return id === "telemetry_silent" ? [[id, true]] : [];
      }
      return [[id, settings]];
    }),
  );
}

function ownReceivers(
  own: Receivers,
  notify: Receivers | NotificationRules,
): { notify?: Partial<Receivers> } {
  if (notify === NOTIFICATION_RULES || isEqual(own, notify)) return {};
  return {
    notify: {
      ...(isEqual(own.alert, notify.alert) ? {} : { alert: own.alert }),
      ...(isEqual(own.warning, notify.warning) ? {} : { warning: own.warning ?? [] }),
      ...(own.recovery === undefined || isEqual(own.recovery, notify.recovery)
        ? {}
        : { recovery: own.recovery }),
    },
  };
}

const OURS = /^(?:team|service|env|signal|alert|alert_role):/;

function ownTags(alerts: readonly MatchedAlert[]): { tags?: readonly string[] } {
  const [first = [], ...others] = alerts.map(({ page }) => list(page.attributes["tags"]));
  const tags = first.filter(
    (tag) => !OURS.test(tag) && others.every((other) => other.includes(tag)),
  );
  return tags.length === 0 ? {} : { tags };
}

function ownRoles(alerts: readonly MatchedAlert[]): { restrictedRoles?: readonly string[] } {
  const [first = [], ...others] = alerts.map(({ page }) =>
    list(page.attributes["restricted_roles"]).sort(),
  );
  const isShared = first.length > 0 && others.every((other) => isEqual(other, first));
  return isShared ? { restrictedRoles: first } : {};
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
