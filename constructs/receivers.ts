/** Who hears of an alert, by severity: handles such as `@slack-llm-alerts` or `@pagerduty-support`. */
export interface Receivers {
  /** Told when the alert fires. */
  readonly alert: readonly string[];
  /**
   * Told of a warning, and of the alert that may become of it.
   * @default - nobody: a warning shows on the monitor only
   */
  readonly warning?: readonly string[];
  /** Told of every recovery. @default - those who heard of what is over, and nobody else */
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
