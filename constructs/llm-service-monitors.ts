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
import { dashboardLink } from "./datadog/links";
import { DatadogResource, TerraformText, type AttributeValue } from "./datadog/resource";
import { isMarked, MARKS } from "./marks";
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
import { resourceId } from "./signals/alert-plan";
import { warnOfOtherLinks } from "./site-warnings";
import { warn } from "./warn";

/**
 * Datadog needs a moment until both counts of a ratio have arrived.
 * @see https://docs.datadoghq.com/monitors/configuration/#evaluation-delay
 */
const EVALUATION_DELAY_SECONDS = 60;

type MonitorAttributes = Readonly<Record<string, AttributeValue>>;

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
  /** The alerts, in the order of the signals. */
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
    this.alerts = alerts;
    for (const alert of alerts) this.addAlert(alert);
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
    return notify === NOTIFICATION_RULES ? notify : { ...notify, ...alert.notify };
  }

  /** Name of the monitor that pages for an alert. */
  nameOf(alert: AlertPlan): string {
    return `${this.settings.namePrefix ?? ""}${alertName(alert, this.service)}`;
  }

  private addAlert(alert: AlertPlan): void {
    const [only, ...others] = alert.parts;
    if (only && others.length === 0) {
      this.addPart(only, this.pagingAttributes(alert));
      this.pagingIds.set(alert.id, only.id);
      return;
    }
    const members = alert.parts.map((part) => this.memberOf(part, alert));
    const id = resourceId(alert.signal.id, "alert", alert.key);
    this.addMonitor(id, {
      ...this.pagingAttributes(alert),
      type: "composite",
      query: new TerraformText(members.map((member) => member.attribute("id")).join(" && ")),
    });
    this.pagingIds.set(alert.id, id);
  }

  /** What a monitor tells people, where it pages for an alert. */
  private pagingAttributes(alert: AlertPlan): MonitorAttributes {
    const renotify = renotifyOf(alert.priority, alert.renotify, this.settings.renotify);
    return {
      name: this.nameOf(alert),
      message: this.message(alert, renotify),
      priority: String(alert.priority),
      tags: this.tags(alert, "page"),
      ...renotifyAttributes(renotify),
    };
  }

  /** Monitors are shared where alerts combine the same ones. */
  private memberOf(part: MonitorPart, alert: AlertPlan): DatadogResource {
    const existing = this.monitors.get(part.id);
    if (existing) return existing;
    return this.addPart(part, {
      name: `${this.settings.namePrefix ?? ""}[${nameInEnv(this.service)}] ${part.name} (part)`,
      message: partMessage(this.nameOf(alert)),
      priority: String(alert.priority),
      tags: this.tags(alert, "part"),
    });
  }

  private addPart(part: MonitorPart, attributes: MonitorAttributes): DatadogResource {
    const { critical, warning, criticalRecovery, warningRecovery } = part.thresholds;
    const text = (value: number | undefined): string | undefined =>
      value === undefined ? undefined : formatNumber(value);
    return this.addMonitor(part.id, {
      ...attributes,
      type: "query alert",
      query: part.query,
      monitor_thresholds: {
        critical: text(critical),
        warning: text(warning),
        critical_recovery: text(criticalRecovery),
        warning_recovery: text(warningRecovery),
      },
      // The provider's default is true, and would skip every window with a gap at its start.
      require_full_window: false,
      evaluation_delay: EVALUATION_DELAY_SECONDS,
      on_missing_data: part.missingDataIsZero ? "default" : "resolve",
    });
  }

  private addMonitor(id: string, attributes: MonitorAttributes): DatadogResource {
    const { restrictedRoles: restricted_roles } = this.settings;
    const all = { ...attributes, include_tags: true, restricted_roles };
    const monitor = new DatadogResource(this, id, "datadog_monitor", all, this.provider);
    this.monitors.set(id, monitor);
    return monitor;
  }

  private message(alert: AlertPlan, renotify: RenotifySettings | undefined): TerraformText {
    const receivers = this.receiversOf(alert);
    const { messageLines = [], runbooks = DEFAULT_RUNBOOKS, dashboards } = this.settings;
    const datadogUrl = linksUrl(this.settings);
    const dashboard = dashboards?.[alert.signal.dashboard];
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

  private tags(alert: AlertPlan, role: "page" | "part"): readonly string[] {
    const { service, env, team } = this.service;
    return [
      `team:${team}`,
      `service:${service}`,
      `env:${env}`,
      `signal:${alert.signal.id}`,
      `alert_role:${role}`,
      ...(this.settings.tags ?? []),
    ];
  }
}
