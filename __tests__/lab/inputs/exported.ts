/** What the API adds to every monitor, whatever its type. */
const KEPT_BY_DATADOG = {
  multi: true,
  created: "2025-11-03T09:14:22.381000+00:00",
  created_at: 1_762_161_262_000,
  modified: "2026-05-28T16:02:11.904412+00:00",
  deleted: null,
  org_id: 1_203_117,
  creator: { name: "Ada", handle: "ada@example.com", email: "ada@example.com", id: 2_201 },
  overall_state: "OK",
  overall_state_modified: "2026-05-30T02:11:40+00:00",
  matching_downtimes: [],
  restricted_roles: null,
  restriction_policy: null,
  draft_status: "published",
  assets: [
    { category: "runbook", name: "Wiki", url: "https://wiki.example.com", resource_key: "" },
  ],
  priority: 2,
  tags: ["team:search", "env:production"],
};

const OPTIONS = {
  notify_audit: false,
  locked: false,
  include_tags: true,
  silenced: {},
  new_host_delay: 300,
  require_full_window: false,
  notify_no_data: false,
  no_data_timeframe: null,
  renotify_interval: 0,
  timeout_h: 0,
  evaluation_delay: 0,
  notification_preset_name: "hide_handles",
  on_missing_data: "default",
};

/** A monitor as `GET /api/v1/monitor` returns it. */
export function exportedMonitor(
  id: number,
  type: string,
  query: string,
  options: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    ...KEPT_BY_DATADOG,
    id,
    name: `Monitor ${id}`,
    type,
    query,
    message: "{{#is_alert}}@pagerduty-search{{/is_alert}}",
    options: { ...OPTIONS, ...options },
  };
}

/** Types and queries as the documentation of each kind of monitor shows them. */
export const OTHER_KINDS: readonly (readonly [type: string, query: string])[] = [
  ["log alert", 'logs("service:web status:error").index("*").rollup("count").last("5m") > 100'],
  ["rum alert", 'rum("@type:error").rollup("count").by("@view.name").last("5m") > 10'],
  [
    "trace-analytics alert",
    'trace-analytics("service:web").rollup("count").by("resource_name").last("5m") > 9',
  ],
  ["service check", '"datadog.agent.up".over("*").by("host").last(2).count_by_status()'],
  ["process alert", 'processes("java").over("env:production").rollup("count").last("5m") < 1'],
  ["event-v2 alert", 'events("source:deploy").rollup("count").last("1h") > 3'],
  ["event alert", "events('sources:nagios priority:all').rollup('count').last('1h') > 10"],
  ["audit alert", 'audits("@action:deleted").rollup("count").last("5m") > 0'],
  ["ci-pipelines alert", 'ci-pipelines("ci_level:pipeline").rollup("count").last("1h") > 5'],
  ["error-tracking alert", 'error-tracking-traces("service:web").rollup("count").last("5m") > 1'],
  ["synthetics alert", "no_query"],
  ["llm-observability alert", 'llm-observability("@status:error").rollup("count").last("5m") > 1'],
];
