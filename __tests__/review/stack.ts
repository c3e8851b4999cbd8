import { review, type StackFile } from "../../review";

/** A monitor as Terraform JSON holds it, with whatever a test changes. */
export function monitor(changed: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    name: "Invalid JSON",
    type: "query alert",
    query: `sum(last_10m):100 * sum:llm.json_invalid{env:prod} by {model}.as_count() / sum:llm.json_checks{env:prod} by {model}.as_count() > 2`,
    message:
      "Answers do not parse. {{#is_alert}}@slack-support{{/is_alert}} https://wiki.example/json",
    monitor_thresholds: { critical: "2", warning: "1" },
    require_full_window: false,
    priority: "2",
    tags: ["team:support", "service:support-agent", "alert:invalid_json"],
    ...changed,
  };
}

export function stackOf(
  monitors: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>> = {},
): StackFile[] {
  return [
    {
      stack: "app",
      content: Buffer.from(JSON.stringify({ resource: { datadog_monitor: monitors, ...others } })),
    },
  ];
}

/** What a review says where a monitor changes. */
export function said(before: object, after: object): string[] {
  const changes = review(stackOf({ json: before }), stackOf({ json: after }));
  return changes.map(({ risk, text }) => `${risk}: ${text}`);
}
