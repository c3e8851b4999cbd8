import { Construct } from "constructs";
import {
  check,
  checkObject,
  describeService,
  isRecord,
  Problems,
  validateLlmService,
  type Check,
  type Checks,
  type LlmServiceDeclaration,
} from "../telemetry";
import { alertMessage, alertName, partMessage } from "./alert-message";
import { formatNumber } from "./datadog/expression";
import { dashboardLink, DEFAULT_DATADOG_URL } from "./datadog/links";
import { DatadogResource, TerraformText, type AttributeValue } from "./datadog/resource";
import type { Scope } from "./datadog/query";
import { pathOf } from "./path-of";
import { checkReceivers, tagsCheck, urlCheck } from "./props-validation";
import {
  planAlerts,
  type AlertPlan,
  type MonitorPart,
  type Receivers,
  type SignalsSettings,
} from "./signals";
import { resourceId } from "./signals/alert-plan";
import type { DashboardKind } from "./signals/signal";
import { warn } from "./warn";

export interface LlmServiceMonitorsProps<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  readonly service: S;
  /** Who hears of alerts, warnings and recoveries. */
  readonly notify: Receivers;
  /** Overrides by signal. @default - the guide's thresholds for every signal the service can have */
  readonly signals?: SignalsSettings<S>;
  /**
   * Address of your runbooks; `{signal}` stands for the signal's id.
   * @default - this project's pages, one per signal
   */
  readonly runbooks?: string;
  /** Base URL of your Datadog site. @default "https://app.datadoghq.com" */
  readonly datadogUrl?: string;
  /** Dashboards to link to, by kind. @default - messages hold no dashboard link */
  readonly dashboards?: Readonly<Partial<Record<DashboardKind, DatadogResource>>>;
  /** Tags that your organisation requires on monitors, such as `cost_center:42`. @default - none */
  readonly tags?: readonly string[];
}

/** Runbook pages of this project. */
export const DEFAULT_RUNBOOKS =
  "https://github.com/datadog-llm/datadog-llm/blob/main/docs/runbooks/{signal}.md";

/**
 * Datadog needs a moment until both counts of a ratio have arrived.
 * @see https://docs.datadoghq.com/monitors/configuration/#evaluation-delay
 */
const EVALUATION_DELAY_SECONDS = 60;

const MARK = Symbol.for("datadog-llm.LlmServiceMonitors");

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
export class LlmServiceMonitors<
  S extends LlmServiceDeclaration = LlmServiceDeclaration,
> extends Construct {
  readonly service: S;
  /** The alerts, in the order of the signals. */
  readonly alerts: readonly AlertPlan[];
  private readonly monitors = new Map<string, DatadogResource>();
  private readonly pagingIds = new Map<string, string>();
  private readonly settings: LlmServiceMonitorsProps;

  /** @throws InvalidInputError with every problem of the props at once */
  constructor(scope: Construct, id: string, props: LlmServiceMonitorsProps<S>) {
    const alerts = planServiceAlerts(props, pathOf(scope, id));
    super(scope, id);
    Object.defineProperty(this, MARK, { value: true });
    this.service = props.service;
    this.settings = props;
    this.alerts = alerts;
    for (const alert of alerts) this.addAlert(alert);
    for (const suspicion of new Set(alerts.flatMap(({ suspicions }) => suspicions))) {
      warn(this, `The monitors of ${describeService(this.service.service)}: ${suspicion}`);
    }
  }

  /** Recognises the construct across copies of the library, where `instanceof` fails. */
  static isLlmServiceMonitors(construct: unknown): construct is LlmServiceMonitors {
    return typeof construct === "object" && construct !== null && MARK in construct;
  }

  /** The monitor that pages for an alert, by the alert's id such as `invalid_json`. */
  monitorOf(alertId: string): DatadogResource {
    const monitor = this.monitors.get(this.pagingIds.get(alertId) ?? "");
    if (monitor) return monitor;
    const problems = new Problems();
    problems.requireOneOf("alertId", alertId, [...this.pagingIds.keys()]);
    return problems.refuse(`the monitors of ${describeService(this.service.service)}`);
  }

  /** Who hears of an alert. */
  receiversOf(alert: AlertPlan): Receivers {
    return { ...this.settings.notify, ...alert.notify };
  }

  /** Name of the monitor that pages for an alert. */
  nameOf(alert: AlertPlan): string {
    return alertName(alert, this.service);
  }

  private addAlert(alert: AlertPlan): void {
    const [only, ...others] = alert.parts;
    if (only && others.length === 0) {
      this.addPart(
        only,
        alertName(alert, this.service),
        this.message(alert),
        this.pagingTags(alert),
        alert,
      );
      this.pagingIds.set(alert.id, only.id);
      return;
    }
    const members = alert.parts.map((part) => this.memberOf(part, alert));
    const id = resourceId(alert.signal.id, "alert", alert.key);
    this.addMonitor(id, {
      name: this.nameOf(alert),
      type: "composite",
      query: new TerraformText(members.map((member) => member.id).join(" && ")),
      message: this.message(alert),
      priority: String(alert.priority),
      tags: this.pagingTags(alert),
      include_tags: true,
    });
    this.pagingIds.set(alert.id, id);
  }

  /** Monitors are shared where alerts combine the same ones. */
  private memberOf(part: MonitorPart, alert: AlertPlan): DatadogResource {
    const existing = this.monitors.get(part.id);
    if (existing) return existing;
    const name = `[${this.service.service}] ${part.name} (part)`;
    return this.addPart(
      part,
      name,
      partMessage(alert, this.service),
      this.tags(alert, "part"),
      alert,
    );
  }

  private addPart(
    part: MonitorPart,
    name: string,
    message: string | TerraformText,
    tags: readonly string[],
    alert: AlertPlan,
  ): DatadogResource {
    const { critical, warning, criticalRecovery, warningRecovery } = part.thresholds;
    const text = (value: number | undefined): string | undefined =>
      value === undefined ? undefined : formatNumber(value);
    return this.addMonitor(part.id, {
      name,
      type: "query alert",
      query: part.query,
      message,
      monitor_thresholds: {
        critical: text(critical),
        warning: text(warning),
        critical_recovery: text(criticalRecovery),
        warning_recovery: text(warningRecovery),
      },
      priority: String(alert.priority),
      tags,
      include_tags: true,
      // The provider's default is true, and would skip every window with a gap at its start.
      require_full_window: false,
      evaluation_delay: EVALUATION_DELAY_SECONDS,
      on_missing_data: part.missingDataIsZero ? "default" : "resolve",
    });
  }

  private addMonitor(id: string, attributes: Record<string, AttributeValue>): DatadogResource {
    const monitor = new DatadogResource(this, id, "datadog_monitor", attributes);
    this.monitors.set(id, monitor);
    return monitor;
  }

  private message(alert: AlertPlan): TerraformText {
    const {
      datadogUrl = DEFAULT_DATADOG_URL,
      runbooks = DEFAULT_RUNBOOKS,
      dashboards,
    } = this.settings;
    const dashboard = dashboards?.[alert.signal.dashboard];
    return alertMessage(alert, {
      service: this.service,
      receivers: this.receiversOf(alert),
      runbook: alert.runbook ?? runbooks.replaceAll("{signal}", alert.signal.id),
      datadogUrl,
      dashboard:
        dashboard &&
        dashboardLink(
          datadogUrl,
          dashboard.id,
          { env: this.service.env, ...alert.variables },
          alert.groupBy,
        ),
    });
  }

  private pagingTags(alert: AlertPlan): readonly string[] {
    return this.tags(alert, "page");
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

/** Scope of every monitor of a service. */
export function serviceScope({ env, service }: LlmServiceDeclaration): Scope {
  return [`env:${env}`, `service:${service}`];
}

/** Checked apart, because the other checks rest on it, or because it rests on the service. */
const checkedApart: Check = () => undefined;

const DASHBOARD = check.optional(
  check.value(
    (given) => isRecord(given) && "id" in given,
    "a dashboard's resource, such as healthDashboard.dashboard",
  ),
);

/** What each property takes. What has no line here is refused. */
export const MONITORS_PROPS: Checks<LlmServiceMonitorsProps> = {
  service: checkedApart,
  notify: (problems, path, given) => checkReceivers(problems, path, given, { alertRequired: true }),
  signals: checkedApart,
  runbooks: urlCheck("https://wiki.example.com/llm/{signal}"),
  datadogUrl: urlCheck(DEFAULT_DATADOG_URL),
  dashboards: check.optional(
    check.object<NonNullable<LlmServiceMonitorsProps["dashboards"]>>({
      health: DASHBOARD,
      cost: DASHBOARD,
      quality: DASHBOARD,
      promptVersions: DASHBOARD,
    }),
  ),
  tags: tagsCheck,
};

/**
 * The alerts that the props ask for.
 *
 * @param path of the construct that they are for, for errors. @default - errors name the service alone
 * @throws InvalidInputError with every problem of the props at once
 */
export function planServiceAlerts(
  props: LlmServiceMonitorsProps,
  path?: string,
): readonly AlertPlan[] {
  return planCheckedAlerts(props, MONITORS_PROPS, path);
}

/** The same for a construct whose properties are not all of those of the monitors. */
export function planCheckedAlerts(
  props: LlmServiceMonitorsProps,
  checks: Checks<Omit<LlmServiceMonitorsProps, "dashboards">>,
  path?: string,
): readonly AlertPlan[] {
  const at = path === undefined ? "" : `, construct ${JSON.stringify(path)}`;
  const problems = new Problems();
  const allowed = "an object with service and notify";
  if (!checkObject(problems, "", props, checks, allowed)) {
    return problems.refuse(`the monitors${at}`);
  }
  const { service, signals = {} } = props;
  validateLlmService(service);
  const alerts = planAlerts(service, serviceScope(service), signals, problems);
  problems.throwIfAny(`the monitors of ${describeService(service.service)}${at}`);
  return alerts;
}
