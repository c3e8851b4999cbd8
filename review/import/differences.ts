import { alertMessage, alertName, partMessage } from "../../constructs/alert-message";
import { pageTags, partAttributes, partTags } from "../../constructs/monitor-attributes";
import { NOTIFICATION_RULES } from "../../constructs/receivers";
import { renotifyAttributes, renotifyOf } from "../../constructs/renotify";
import { planAlerts, type AlertPlan, type MonitorPart } from "../../constructs/signals";
import { nameInEnv, Problems } from "../../telemetry";
import { monitorChanges } from "../changes/monitor";
import type { Attributes } from "../attributes";
import { normalisedAttributes } from "../terraform/attributes";
import type { ExportedMonitor } from "./exported-monitor";
import type { ImportedService } from "./import-service";

/** What the construct's other props put into messages. */
export interface Surroundings {
  readonly runbooks: string;
  readonly messageLines: readonly string[];
  readonly datadogUrl: string;
}

/**
 * What the first apply would change of the monitors that become settings, and what it would create.
 *
 * @returns a sentence each
 */
export function differences(imported: ImportedService, around: Surroundings): string[] {
  const plans = plansOf(imported);
  // A monitor that pages for one alert may also be a member of another.
  const pages = new Set(imported.alerts.map(({ page }) => page));
  const changed = imported.alerts.flatMap((alert) => {
    const plan = plans.find(({ id }) => id === alert.plan.id);
    if (!plan) return [];
    const parts = [...alert.parts].filter(([, monitor]) => !pages.has(monitor));
    const page = pageAttributes(plan, imported, around);
    const [only] = alert.parts.size === 1 ? plan.parts : [];
    return [
      ...changes(alert.page, only ? { ...page, ...partAttributes(only) } : page),
      ...parts.flatMap(([{ id }, monitor]) => {
        const part = plan.parts.find((one) => one.id === id);
        const owner = part && firstPlanWith(plans, part);
        return part && owner ? changes(monitor, memberAttributes(part, owner, imported)) : [];
      }),
    ];
  });
  const found = new Set(imported.alerts.map(({ plan }) => plan.id));
  const created = plans
    .filter(({ id }) => !found.has(id))
    .map(({ id }) => `${id} on ${nameInEnv(imported.service)} is new: none of your monitors is it`);
  return [...new Set(changed), ...created];
}

function plansOf({ service, settings }: ImportedService): AlertPlan[] {
  const scope = [`env:${service.env}`, `service:${service.service}`] as const;
  return planAlerts(service, scope, settings.signals, new Problems());
}

/** A monitor that alerts share bears the tags and the priority of the first. */
function firstPlanWith(plans: readonly AlertPlan[], part: MonitorPart): AlertPlan | undefined {
  return plans.find(({ parts }) => parts.length > 1 && parts.some(({ id }) => id === part.id));
}

function pageAttributes(
  plan: AlertPlan,
  { service, settings: { notify, tags, restrictedRoles } }: ImportedService,
  { runbooks, messageLines, datadogUrl }: Surroundings,
): Attributes {
  const renotify = renotifyOf(plan.priority, plan.renotify);
  const message = alertMessage(plan, {
    service,
    receivers: notify === NOTIFICATION_RULES ? undefined : { ...notify, ...plan.notify },
    renotify,
    lines: messageLines,
    runbook: plan.runbook ?? runbooks.replaceAll("{signal}", plan.signal.id),
    datadogUrl,
    dashboard: undefined,
  });
  return {
    type: "composite",
    name: alertName(plan, service),
    message: message.value,
    priority: plan.priority,
    tags: pageTags(plan, service, tags),
    draft_status: plan.draft === true ? "draft" : undefined,
    restricted_roles: restrictedRoles,
    ...renotifyAttributes(renotify),
  };
}

function memberAttributes(
  part: MonitorPart,
  plan: AlertPlan,
  { service, settings: { tags, restrictedRoles } }: ImportedService,
): Attributes {
  return {
    ...partAttributes(part),
    name: `[${nameInEnv(service)}] ${part.name} (part)`,
    message: partMessage(alertName(plan, service)),
    priority: plan.priority,
    tags: partTags(plan, tags),
    restricted_roles: restrictedRoles,
  };
}

/** The provider's own values: an export names them, a synthesized monitor need not. */
const UNLESS_SAID: Attributes = {
  draft_status: "published",
  include_tags: "true",
  new_host_delay: "300",
  notification_preset_name: "show_all",
  on_missing_data: "default",
};

function changes(monitor: ExportedMonitor, planned: Attributes): string[] {
  const [before, after] = [comparable(monitor.attributes), comparable(planned)];
  const name = JSON.stringify(monitor.name);
  return monitorChanges(before, after).map(({ text }) => `${name}: ${text}`);
}

/**
 * Zero and false are how Terraform's provider writes what is not set. The full window is no such, where
 * there is a window.
 */
function comparable(attributes: Attributes): Attributes {
  const { query, ...rest } = normalisedAttributes("datadog_monitor", attributes);
  const isComposite = rest["type"] === "composite";
  const said = Object.entries(rest).filter(([name, value]) =>
    name === "require_full_window"
      ? !isComposite
      : value !== undefined &&
        value !== UNLESS_SAID[name] &&
        value !== "0" &&
        value !== "false" &&
        value !== "",
  );
  const message = rest["message"];
  return {
    ...Object.fromEntries(said),
    // Of a composite, the members were matched; their ids here are references there.
    ...(isComposite ? {} : { query }),
    ...(typeof message === "string" ? { message: withoutDashboard(message) } : {}),
  };
}

/** Only Terraform knows the dashboard's id. */
function withoutDashboard(message: string): string {
  return message.replace(/^- Dashboard at the time of the alert: .*\n/m, "");
}
