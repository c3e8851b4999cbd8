import { nameInEnv, type LlmServiceInEnv } from "../telemetry";
import { escapeMessage, escapeTerraform } from "./datadog/escape";
import { tracesLink } from "./datadog/links";
import { TerraformText } from "./datadog/resource";
import type { AlertPlan, Receivers } from "./signals";
import { describeValue, type Thresholds } from "./signals/thresholds";

/** What a message needs beside the alert. */
export interface MessageContext {
  readonly service: LlmServiceInEnv;
  readonly receivers: Receivers;
  readonly runbook: string;
  readonly datadogUrl: string;
  /** Link to the dashboard, with Terraform references; absent where there is no dashboard. */
  readonly dashboard: string | undefined;
}

/**
 * The message of a monitor that pages: what happened, what to do, where to look, whom it concerns.
 * Only tags that the monitor groups by are named: others would render as nothing.
 */
export function alertMessage(alert: AlertPlan, context: MessageContext): TerraformText {
  const lines: Line[] = [
    ...whatHappened(alert, context.service),
    "",
    "**Next steps**",
    ...alert.signal.nextSteps.map((step, index) => `${index + 1}. ${step}`),
    "",
    "**Look at**",
    ...lookAt(alert, context),
    "",
    ...aboutService(context.service),
    "",
    ...routes(context.receivers),
  ];
  return new TerraformText(
    lines.map((line) => (typeof line === "string" ? escapeTerraform(line) : line.value)).join("\n"),
  );
}

/** A line of a message; a {@link TerraformText} where it holds a reference on purpose. */
type Line = string | TerraformText;

/** The message of a monitor that is part of an alert. It notifies nobody. */
export function partMessage(alert: AlertPlan, service: LlmServiceInEnv): string {
  return `Part of the alert "${alertName(alert, service)}", which notifies. This monitor notifies nobody.`;
}

/** Name of the monitor that pages. */
export function alertName(alert: AlertPlan, service: LlmServiceInEnv): string {
  return `[${nameInEnv(service)}] ${alert.subject} ${alert.condition}`;
}

function whatHappened(alert: AlertPlan, service: LlmServiceInEnv): string[] {
  const groups = alert.groupBy.map((tag) => `${tag} {{${tag}.name}}`).join(", ");
  const where = groups === "" ? "" : ` (${groups})`;
  const value = alert.parts.length > 1 ? "{{a.value}}" : "{{value}}";
  const subject = `${nameInEnv(service)}: ${alert.subject}`;
  const { thresholds } = alert;
  const limit = thresholds && warningLimit(thresholds);
  return [
    "{{#is_alert}}",
    `**${subject}, ${alert.condition}**${where}. Measured: ${value}.`,
    alert.signal.meaning,
    "{{/is_alert}}",
    "{{#is_warning}}",
    `**Warning: ${subject}${limit ?? ""}**${where}. Measured: ${value}.`,
    "{{/is_warning}}",
    "{{#is_recovery}}",
    `**Recovered: ${subject}**${where}. Measured: ${value}.`,
    "{{/is_recovery}}",
  ];
}

function warningLimit({ side, warning, unit }: Thresholds): string {
  return warning === undefined ? "" : `, ${side} ${describeValue(warning, unit)}`;
}

function lookAt(alert: AlertPlan, context: MessageContext): Line[] {
  const { service, env } = context.service;
  const search = alert.signal.spans.replace("{critical}", String(alert.thresholds?.critical));
  const traces = tracesLink(
    context.datadogUrl,
    `${search} service:${service} env:${env}`,
    alert.groupBy,
  );
  const dashboard = context.dashboard
    ? [new TerraformText(`- Dashboard at the time of the alert: ${context.dashboard}`)]
    : [];
  return [`- Runbook: ${context.runbook}`, ...dashboard, `- Traces: ${traces}`];
}

function aboutService({ service, env, team, description }: LlmServiceInEnv): string[] {
  const about = description === undefined ? "" : ` ${escapeMessage(description)}`;
  return [`Service ${service} in ${env}, owned by ${team}.${about}`];
}

/** A handle outside of a conditional block would hear of every transition. */
function routes({ alert, warning = [], recovery }: Receivers): string[] {
  const routed: [string, readonly string[]][] = [
    ["is_alert", alert],
    ["is_warning", warning],
    ["is_recovery", recovery ?? [...new Set([...alert, ...warning])]],
  ];
  return routed
    .filter(([, handles]) => handles.length > 0)
    .map(([state, handles]) => `{{#${state}}} ${handles.join(" ")} {{/${state}}}`);
}
