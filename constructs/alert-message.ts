import { nameInEnv, type LlmServiceInEnv } from "../telemetry";
import { escapeTerraform, plainText, plainUrl } from "./datadog/escape";
import { tracesLink } from "./datadog/links";
import { describeWindow } from "./datadog/monitor-query";
import { TerraformText } from "./datadog/terraform-text";
import type { Receivers } from "./receivers";
import type { RenotifySettings } from "./renotify";
import type { AlertPlan } from "./signals";
import { describeValue, fallsToWarning, measuredIn, type Thresholds } from "./signals/thresholds";

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
    ...routes(alert, context),
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
  const value = measuredIn(alert.unit, alert.parts.length > 1 ? "{{a.value}}" : "{{value}}");
  const subject = `${nameInEnv(service)}: ${alert.subject}`;
  const warning = alert.thresholds && warningLimit(alert.thresholds);
  return [
    "{{#is_alert}}",
    `**${subject}, ${alert.condition}**${where}. Measured: ${value}.`,
    alert.signal.meaning,
    "{{/is_alert}}",
    ...(pagesWithoutData(alert)
      ? [
          "{{#is_no_data}}",
          `**${subject}: none at all ${describeWindow(alert.window)}**${where}.`,
          alert.signal.meaning,
          "{{/is_no_data}}",
        ]
      : []),
    "{{#is_warning}}",
    `**Warning: ${subject}${warning ?? ""}**${where}. Measured: ${value}.`,
    "{{/is_warning}}",
    // Without a value: of a composite, Datadog may show the one of an earlier evaluation.
    "{{#is_recovery}}",
    `**Recovered: ${subject}**${where}.`,
    "{{/is_recovery}}",
  ];
}

function pagesWithoutData({ parts }: AlertPlan): boolean {
  return parts.some(({ onMissingData }) => onMissingData === "show_and_notify_no_data");
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
  return [`- Runbook: ${plainUrl(context.runbook)}`, ...dashboard, `- Traces: ${traces}`];
}

function aboutService({ service, env, team, description }: LlmServiceInEnv): string[] {
  const about = description === undefined ? "" : ` ${plainText(description)}`;
  return [`Service ${service} in ${env}, owned by ${team}.${about}`];
}

function ownLines(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", ...lines.map(plainText)];
}

/** Datadog sends the whole message again, so a reminder must say that it is one. */
function reminder(renotify: RenotifySettings | undefined): string[] {
  if (!renotify) return [];
  const text = plainText(renotify.text ?? "This alert is still open.");
  return ["{{#is_renotify}}", `**Reminder:** ${text}`, "{{/is_renotify}}"];
}

/**
 * Whoever hears of something hears of its end, and nobody else does. Those who hear of warnings are told
 * of the alert, too: it is what became of the warning. A handle outside of a conditional block would hear
 * of every transition.
 */
function routes(alert: AlertPlan, { receivers, renotify }: MessageContext): string[] {
  const { warning = [], recovery, ...named } = receivers ?? { alert: [] };
  const all = [...new Set([...named.alert, ...warning])];
  const mayFall = alert.thresholds !== undefined && fallsToWarning(alert.thresholds);
  const recoveries: [string, readonly string[]][] = recovery
    ? [["is_recovery", recovery]]
    : [
        ["is_alert_recovery", all],
        ["is_warning_recovery", mayFall ? all : warning],
        ["is_no_data_recovery", pagesWithoutData(alert) ? all : []],
      ];
  const routed: [string, readonly string[]][] = [
    ["is_alert", all],
    ["is_no_data", pagesWithoutData(alert) ? all : []],
    ["is_warning", warning],
    ["is_renotify", renotify?.to ?? []],
    ...recoveries,
  ];
  return routed
    .filter(([, handles]) => handles.length > 0)
    .map(([state, handles]) => `{{#${state}}} ${handles.join(" ")} {{/${state}}}`);
}
