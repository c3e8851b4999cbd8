import { Construct } from "constructs";
import {
  describeService,
  nameInEnv,
  Problems,
  type DatadogSite,
  type LlmServiceInEnv,
} from "../telemetry";
import { alertMessage, alertName, partMessage } from "./alert-message";
import { formatNumber } from "./datadog/expression";
import { plainText } from "./datadog/escape";
import { dashboardLink } from "./datadog/links";
import { DatadogResource } from "./datadog/resource";
import { TerraformText } from "./datadog/terraform-text";
import { isMarked, MARKS } from "./marks";
import { pageTags, partAttributes, partTags, type MonitorAttributes } from "./monitor-attributes";
import { burnAlerts, type BurnAlert } from "./objectives/burn-alerts";
import { burnRateQuery } from "./objectives/burn-rates";
import {
  DEFAULT_RUNBOOKS,
  linksUrl,
  planServiceAlerts,
  type LlmServiceMonitorsProps,
} from "./monitors-props";
import { claimService } from "./once-per-app";
import { pathOf } from "./path-of";
import { NOTIFICATION_RULES, type NotificationRules, type Receivers } from "./receivers";
import { renotifyAttributes, renotifyOf, type RenotifySettings } from "./renotify";
import { providerOf, type ProviderProps } from "./shared-props";
import type { AlertPlan, MonitorPart } from "./signals";
import { resourceId } from "./signals/monitor-part";
import { warnOfOtherLinks } from "./site-warnings";
import { warn } from "./warn";

/**
 * Datadog refuses to delete a monitor that a composite names. With this, Terraform deletes one that
 * went only after it has updated the composites; it reads the setting from the state, where it has to
 * stand before the monitor goes.
 *
 * @see https://github.com/hashicorp/terraform/blob/main/docs/destroying.md
 */
const OUTLIVES_COMPOSITES = { lifecycle: { createBeforeDestroy: true } } as const;

/**
 * The monitors of an LLM service: every alert that it can have, with guard, message and route.
 *
 * @example
 * new LlmServiceMonitors(this, "monitors", {
 *   service: supportAgent,
 *   notify: { alert: ["@pagerduty-support"], warning: ["@slack-support"] },
 *   signals: { invalid_json: { critical: 3 } },
 * });
 */
export class LlmServiceMonitors<S extends LlmServiceInEnv = LlmServiceInEnv> extends Construct {
  readonly service: S;
  /** The alerts, in the order of the signals, and those on the objectives. */
  readonly alerts: readonly AlertPlan[];
  private readonly monitors = new Map<string, DatadogResource>();
  private readonly pagingIds = new Map<string, string>();
  private readonly settings: LlmServiceMonitorsProps;
  private readonly provider: ProviderProps;

  /** @throws InvalidInputError with every problem of the props at once */
  constructor(scope: Construct, id: string, props: LlmServiceMonitorsProps<S>) {
    const alerts = planServiceAlerts(props, pathOf(scope, id));
    claimService(scope, id, props.service);
    super(scope, id);
    Object.defineProperty(this, MARKS.monitors, { value: true });
    if (props.site === undefined) warnOfOtherLinks(this, linksUrl(props));
    this.service = props.service;
    this.settings = props;
    this.provider = providerOf(this, props);
    const burns = (props.objectives?.objectives ?? []).flatMap((objective) =>
      burnAlerts(objective, props.notify),
    );
    this.alerts = [...alerts, ...burns.map(({ plan }) => plan)];
    for (const alert of alerts) this.addAlert(alert);
    for (const burn of burns) this.addBurnAlert(burn);
    for (const suspicion of new Set(alerts.flatMap(({ suspicions }) => suspicions))) {
      warn(this, `The monitors of ${describeService(this.service.service)}: ${suspicion}`);
    }
  }

  /** Recognises the construct across copies of the library, where `instanceof` fails. */
  static isLlmServiceMonitors(construct: unknown): construct is LlmServiceMonitors {
    return isMarked(construct, MARKS.monitors);
  }

  /** The monitor that pages for an alert, by the alert's id such as `invalid_json`. */
  monitorOf(alertId: string): DatadogResource {
    const monitor = this.monitors.get(this.pagingIds.get(alertId) ?? "");
    return monitor ?? this.refuseAlert(alertId, [...this.pagingIds.keys()]);
  }

  /**
   * The metric monitor that measures an alert's value, without the guards against low traffic: for a
   * composite monitor or an objective of your own, which cannot rest on a composite.
   *
   * @throws InvalidInputError where there is no such alert, or where it only combines others
   */
  measureOf(alertId: string): DatadogResource {
    const measuring = this.alerts.filter(({ thresholds }) => thresholds !== undefined);
    const alert = measuring.find(({ id }) => id === alertId);
    const measure = alert?.parts.find(({ role }) => role === "measure");
    const monitor = this.monitors.get(measure?.id ?? "");
    return (
      monitor ??
      this.refuseAlert(
        alertId,
        measuring.map(({ id }) => id),
      )
    );
  }

  /**
   * Takes over monitors that Datadog holds already, by Terraform's import blocks: they keep their history,
   * and nothing is created anew. The blocks may go once they are applied.
   *
   * @param ids ids in Datadog by the monitors' names within the service, as `datadog-llm import` writes them
   * @throws InvalidInputError where the service has no such monitor
   * @example monitors.importFrom({ "invalid_json-measure": "1234567" })
   * @see https://developer.hashicorp.com/terraform/language/import
   */
  importFrom(ids: Readonly<Record<string, string>>): void {
    const problems = new Problems();
    for (const name of Object.keys(ids)) {
      problems.requireOneOf("ids", name, [...this.monitors.keys()]);
    }
    problems.throwIfAny(`the monitors of ${describeService(this.service.service)}`);
    for (const [name, id] of Object.entries(ids)) this.monitors.get(name)?.importFrom(id);
  }

  private refuseAlert(given: string, known: readonly string[]): never {
    const problems = new Problems();
    problems.requireOneOf("alertId", given, known);
    return problems.refuse(`the monitors of ${describeService(this.service.service)}`);
  }

  /** The Datadog site that was named. */
  get site(): DatadogSite | undefined {
    return this.settings.site;
  }

  /** Who hears of an alert. */
  receiversOf(alert: AlertPlan): Receivers | NotificationRules {
    const { notify } = this.settings;
    if (notify === NOTIFICATION_RULES) return notify;
    const {
      alert: all = notify.alert,
      warning = notify.warning,
      recovery = notify.recovery,
    } = alert.notify;
    return { alert: all, ...(warning && { warning }), ...(recovery && { recovery }) };
  }

  /** Name of the monitor that pages for an alert. */
  nameOf(alert: AlertPlan): string {
    return `${this.namePrefix}${alertName(alert, this.service)}`;
  }

  private get namePrefix(): string {
    return plainText(this.settings.namePrefix ?? "");
  }

  private addAlert(alert: AlertPlan): void {
    const [only, ...others] = alert.parts;
    if (only && others.length === 0) {
      this.addPart(only, this.pagingAttributes(alert));
      this.pagingIds.set(alert.id, only.id);
      return;
    }
    const members = alert.parts.map((part) => {
      const id = this.memberOf(part, alert).attribute("id");
      return part.negated ? `!${id}` : id;
    });
    const id = resourceId(alert.signal.id, "alert", alert.key);
    this.addMonitor(id, {
      ...this.pagingAttributes(alert),
      type: "composite",
      query: new TerraformText(members.join(" && ")),
    });
    this.pagingIds.set(alert.id, id);
  }

  private addBurnAlert({ plan, burn, objective }: BurnAlert): void {
    const id = resourceId(plan.signal.id, "burn", plan.key);
    const reference = this.settings.objectives?.objectiveOf(objective.id).attribute("id") ?? "";
    this.addMonitor(id, {
      ...this.pagingAttributes(plan),
      type: "slo alert",
      query: new TerraformText(burnRateQuery(burn, reference)),
      monitor_thresholds: { critical: formatNumber(burn.rate) },
    });
    this.pagingIds.set(plan.id, id);
  }

  /** What a monitor tells people, where it pages for an alert. */
  private pagingAttributes(alert: AlertPlan): MonitorAttributes {
    const renotify = renotifyOf(alert.priority, alert.renotify, this.settings.renotify);
    return {
      name: this.nameOf(alert),
      message: this.message(alert, renotify),
      priority: String(alert.priority),
      tags: pageTags(alert, this.service, this.settings.tags),
      draft_status: (alert.draft ?? this.settings.draft) ? "draft" : undefined,
      ...renotifyAttributes(renotify),
    };
  }

  /** Monitors are shared where alerts combine the same ones. */
  private memberOf(part: MonitorPart, alert: AlertPlan): DatadogResource {
    const existing = this.monitors.get(part.id);
    if (existing) return existing;
    return this.addPart(part, {
      name: `${this.namePrefix}[${nameInEnv(this.service)}] ${part.name} (part)`,
      message: partMessage(this.nameOf(alert)),
      priority: String(alert.priority),
      tags: partTags(alert, this.settings.tags),
    });
  }

  private addPart(part: MonitorPart, attributes: MonitorAttributes): DatadogResource {
    return this.addMonitor(part.id, { ...attributes, ...partAttributes(part) });
  }

  private addMonitor(id: string, attributes: MonitorAttributes): DatadogResource {
    const { restrictedRoles: restricted_roles } = this.settings;
    const all = { ...attributes, include_tags: true, restricted_roles };
    const meta = attributes["type"] === "composite" ? {} : OUTLIVES_COMPOSITES;
    const monitor = new DatadogResource(this, id, "datadog_monitor", all, {
      ...this.provider,
      ...meta,
    });
    this.monitors.set(id, monitor);
    return monitor;
  }

  private message(alert: AlertPlan, renotify: RenotifySettings | undefined): TerraformText {
    const receivers = this.receiversOf(alert);
    const { messageLines = [], runbooks = DEFAULT_RUNBOOKS, dashboards } = this.settings;
    const datadogUrl = linksUrl(this.settings);
    const dashboard = dashboards?.[alert.dashboard];
    return alertMessage(alert, {
      service: this.service,
      receivers: receivers === NOTIFICATION_RULES ? undefined : receivers,
      renotify,
      lines: messageLines,
      runbook: alert.runbook ?? runbooks.replaceAll("{signal}", alert.signal.id),
      datadogUrl,
      dashboard:
        dashboard &&
        dashboardLink(
          datadogUrl,
          dashboard.attribute("id"),
          { env: this.service.env, ...alert.variables },
          alert.groupBy,
        ),
    });
  }
}
