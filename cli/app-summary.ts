import type { App } from "cdktf";
import type { IConstruct } from "constructs";
import type { AlertPlan, LlmServiceMonitors } from "../constructs";
import { isLlmDashboard, isLlmServiceMonitors } from "../constructs/recognise";
import { NOTIFICATION_RULES } from "../constructs/receivers";
import { nameInEnv } from "../telemetry";
import { resourcesOf, stacksOf } from "./construct-tree";

/** One alert as people and scripts read it. */
export interface AlertSummary {
  readonly signal: string;
  /** What tells the signal's alerts apart, such as a feature; empty where there is one. */
  readonly key: string;
  /** Name of the monitor that pages. */
  readonly monitor: string;
  readonly threshold: string;
  readonly window: string;
  readonly groupedBy: readonly string[];
  /** Who hears of the alert or of its warning; `notification-rules` where Datadog's rules route it. */
  readonly receivers: readonly string[];
}

export interface ServiceSummary {
  readonly service: string;
  readonly env: string;
  /** The Datadog site, where the app names one. */
  readonly site: string | undefined;
  readonly stack: string;
  readonly alerts: readonly AlertSummary[];
  readonly dashboards: readonly { readonly title: string }[];
  /** Terraform resources of the stack. */
  readonly resources: number;
}

export interface AppSummary {
  readonly services: readonly ServiceSummary[];
  /** Stacks without a service, such as the settings of the metrics. */
  readonly otherStacks: readonly { readonly stack: string; readonly resources: number }[];
  /** Whether any stack sets up metrics, which Datadog has to know before. */
  readonly setsUpMetrics: boolean;
}

/** Reads what an app holds from its construct tree. */
export function summarizeApp(app: App): AppSummary {
  const stacks = stacksOf(app);
  const services = stacks.flatMap((stack) => summarizeStack(stack));
  const withServices = new Set(services.map(({ stack }) => stack));
  const otherStacks = stacks
    .filter((stack) => !withServices.has(stack.node.id))
    .map((stack) => ({ stack: stack.node.id, resources: resourcesOf(stack).length }));
  const setsUpMetrics = stacks.some((stack) => resourcesOf(stack).some(isMetricSetting));
  return { services, otherStacks, setsUpMetrics };
}

function isMetricSetting(resource: IConstruct): boolean {
  const { terraformResourceType: type } = resource as { readonly terraformResourceType?: unknown };
  return type === "datadog_metric_tag_configuration";
}

function summarizeStack(stack: IConstruct): ServiceSummary[] {
  const constructs = stack.node.findAll();
  const dashboards = constructs.filter((construct) => isLlmDashboard(construct));
  return constructs
    .filter((construct) => isLlmServiceMonitors(construct))
    .map((monitors) => ({
      service: monitors.service.service,
      env: monitors.service.env,
      site: monitors.site,
      stack: stack.node.id,
      alerts: monitors.alerts.map((alert) => summarizeAlert(alert, monitors)),
      dashboards: dashboards
        .filter(({ service }) => nameInEnv(service) === nameInEnv(monitors.service))
        .map(({ title }) => ({ title })),
      resources: resourcesOf(stack).length,
    }));
}

function summarizeAlert(alert: AlertPlan, monitors: LlmServiceMonitors): AlertSummary {
  return {
    signal: alert.signal.id,
    key: alert.key,
    monitor: monitors.nameOf(alert),
    threshold: alert.threshold,
    window: alert.window,
    groupedBy: alert.groupBy,
    receivers: receiversOf(alert, monitors),
  };
}

function receiversOf(alert: AlertPlan, monitors: LlmServiceMonitors): readonly string[] {
  const receivers = monitors.receiversOf(alert);
  if (receivers === NOTIFICATION_RULES) return [NOTIFICATION_RULES];
  return [...new Set([...receivers.alert, ...(receivers.warning ?? [])])];
}
