/** Terraform JSON that no construct wrote, in the forms that the language allows. */
export const RAW_MODULE = {
  terraform: {
    required_version: ">= 1.5",
    required_providers: { datadog: { source: "DataDog/datadog", version: "3.82.0" } },
    backend: { s3: { bucket: "states", key: "alerts.tfstate", region: "eu-west-1" } },
  },
  provider: {
    datadog: [
      { api_url: "https://api.datadoghq.eu", validate: true },
      { alias: "us", api_url: "https://api.datadoghq.com" },
    ],
  },
  variable: { environment: { type: "string", default: "production" }, limit: { default: 80 } },
  locals: { receivers: "@slack-platform", factor: 2, unread: "never" },
  data: { datadog_role: { admins: { filter: "Admins" } } },
  module: { alerts: { source: "./alerts", threshold: 5, receivers: ["@slack-a", "@slack-b"] } },
  output: { disk: { value: "${datadog_monitor.disk.id}" } },
  resource: [
    {
      datadog_monitor: [
        {
          disk: {
            name: "Disk of ${var.environment}",
            type: "metric alert",
            query:
              "avg(last_5m):avg:system.disk.in_use{env:${var.environment}} by {host} > ${var.limit}",
            message: "Full. ${local.receivers}",
            escalation_message: "Still full.",
            monitor_thresholds: [{ critical: "${var.limit}", warning: 70, critical_recovery: 60 }],
            notify_no_data: true,
            no_data_timeframe: 20,
            tags: ["team:platform"],
            lifecycle: { ignore_changes: ["message"], prevent_destroy: true },
            provider: "datadog.us",
          },
        },
        {
          anomaly: {
            name: "Anomaly",
            type: "query alert",
            query: "avg(last_4h):anomalies(avg:a.b{*}, 'agile', 2) >= 1",
            message: "Odd. @slack-platform",
            monitor_threshold_windows: { trigger_window: "last_15m", recovery_window: "last_30m" },
            dynamic: {
              monitor_thresholds: { for_each: "${var.levels}", content: { critical: "1" } },
            },
            notify_by: ["host", "env"],
            renotify_statuses: ["alert", "no data"],
            restricted_roles: ["a", "b"],
          },
          queue: {
            for_each: { orders: { limit: 100 }, mails: { limit: 500 } },
            name: "Queue ${each.key}",
            type: "query alert",
            query: "avg(last_5m):avg:queue.depth{queue:${each.key}} > ${each.value.limit}",
            message: "Waits. @slack-${each.key}",
            monitor_thresholds: { critical: "${each.value.limit}" },
            scheduling_options: [
              { evaluation_window: [{ day_starts: "04:00" }], custom_schedule: [] },
            ],
          },
          computed: {
            count: '${var.environment == "production" ? 1 : 0}',
            name: "Computed",
            type: "log alert",
            query: 'logs("status:error").index("main").rollup("count").last("5m") > 2',
            message: "Errors. @slack-platform",
            enable_logs_sample: true,
          },
          cost: {
            name: "Costs",
            type: "cost alert",
            query: 'formula("query").last("7d") > 50',
            message: "Dear. @slack-platform",
            variables: {
              cloud_cost_query: [
                {
                  data_source: "cloud_cost",
                  name: "query",
                  query: "sum:aws.cost{*}",
                  aggregator: "sum",
                },
              ],
            },
          },
        },
      ],
    },
    {
      datadog_monitor_json: {
        web: {
          monitor: JSON.stringify({
            name: "Web",
            type: "query alert",
            query: "sum(last_5m):sum:web.errors{*}.as_count() > 5",
            message: "Down. @slack-web",
            tags: ["team:web"],
            priority: 2,
            options: { thresholds: { critical: 5 }, include_tags: false, silenced: { "*": 1 } },
          }),
        },
      },
      datadog_dashboard: {
        old: {
          title: "Old",
          layout_type: "ordered",
          widget: [
            { note_definition: { content: "Read me.", background_color: "yellow" } },
            {
              timeseries_definition: {
                title: "CPU",
                request: { q: "avg:cpu{*}", display_type: "line" },
              },
            },
          ],
        },
      },
      datadog_dashboard_json: {
        made: { dashboard: '${file("made.json")}', dashboard_lists: [1, 2] },
      },
      datadog_downtime_schedule: {
        nights: {
          scope: "env:staging",
          monitor_identifier: { monitor_tags: ["team:web"] },
          recurring_schedule: {
            timezone: "UTC",
            recurrence: [{ rrule: "FREQ=DAILY", start: "2026-01-01T00:00:00", duration: "8h" }],
          },
        },
      },
      datadog_monitor_notification_rule: {
        team: { name: "Team", recipients: ["slack-web"], filter: { tags: ["team:web"] } },
      },
    },
  ],
};
