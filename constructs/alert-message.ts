import { nameInEnv, type LlmServiceInEnv } from "../telemetry";
import { escapeMessage, escapeTerraform } from "./datadog/escape";
import { tracesLink } from "./datadog/links";
import { TerraformText } from "./datadog/resource";
import type { Receivers } from "./receivers";
import type { RenotifySettings } from "./renotify";
import type { AlertPlan } from "./signals";
import { describeValue, type Thresholds } from "./signals/thresholds";

/** What a message needs beside the alert. */
export interface MessageContext {
  readonly service: LlmServiceInEnv;
  /** Absent where notification rules route: the message then names nobody. */
  readonly receivers: Receivers | undefined;
  readonly renotify: RenotifySettings | undefined;
  /** A team's own lines. */
  readonly lines: readonly string[];
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
    ...reminder(context.renotify),
    ...whatHappened(alert, context.service),
    "",
    "**Next steps**",
    ...alert.signal.nextSteps.map((step, index) => `${index + 1}. ${step}`),
    "",
    "**Look at**",
    ...lookAt(alert, context),
    "",
    ...aboutService(context.service),
    ...ownLines(context.lines),
    "",
    ...routes(context.receivers, context.renotify),
  ];
  return new TerraformText(
    lines.map((line) => (typeof line === "string" ? escapeTerraform(line) : line.value)).join("\n"),
  );
}

/** A line of a message; a {@link TerraformText} where it holds a reference on purpose. */
type Line = string | TerraformText;

/** The message of a monitor that is part of an alert. It notifies nobody. */
export function partMessage(alert: string): string {
  return `Part of the alert "${alert}", which notifies. This monitor notifies nobody.`;
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

function ownLines(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", ...lines.map(escapeMessage)];
}

/** Datadog sends the whole message again, so a reminder must say that it is one. */
function reminder(renotify: RenotifySettings | undefined): string[] {
  if (!renotify) return [];
  const text = escapeMessage(renotify.text ?? "This alert is still open.");
  return ["{{#is_renotify}}", `**Reminder:** ${text}`, "{{/is_renotify}}"];
}

/** A handle outside of a conditional block would hear of every transition. */
function routes(
  receivers: Receivers | undefined,
  renotify: RenotifySettings | undefined,
): string[] {
  const { alert, warning = [], recovery } = receivers ?? { alert: [] };
  const routed: [string, readonly string[]][] = [
    ["is_alert", alert],
    ["is_warning", warning],
    ["is_renotify", renotify?.to ?? []],
    ["is_recovery", recovery ?? [...new Set([...alert, ...warning])]],
  ];
  return routed
    .filter(([, handles]) => handles.length > 0)
    .map(([state, handles]) => `{{#${state}}} ${handles.join(" ")} {{/${state}}}`);
}
