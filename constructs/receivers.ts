/** Who hears of an alert, by severity: handles such as `@slack-llm-alerts` or `@pagerduty-support`. */
export interface Receivers {
  /** Told when the alert fires. */
  readonly alert: readonly string[];
  /** Told of a warning. @default - nobody: a warning shows on the monitor only */
  readonly warning?: readonly string[];
  /** Told of the recovery. @default - everyone who heard of the alert or of the warning */
  readonly recovery?: readonly string[];
}

/**
 * In place of receivers: messages name nobody, and Datadog's own notification rules route by the
 * monitors' tags.
 *
 * @see https://docs.datadoghq.com/monitors/notify/notification_rules/
 */
export const NOTIFICATION_RULES = "notification-rules";
export type NotificationRules = typeof NOTIFICATION_RULES;
