import type { Filter, Metric, Monitor, State } from "./state";

/** What is sent, and the official client's name for its form. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly model?: readonly ["v1" | "v2", string];
}

/** Errors of the API. */
export function errors(status: number, ...texts: string[]): Reply {
  return { status, body: { errors: texts }, model: ["v1", "APIErrorResponse"] };
}

type Answer = (state: State, url: URL, body: unknown) => Reply;

/** The endpoints that are read, with the permission that each needs. */
export const ENDPOINTS: readonly {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  readonly permission?: string;
  readonly answer: Answer;
}[] = [
  {
    method: "GET",
    path: /^\/api\/v1\/validate$/,
    answer: () => ok({ valid: true }, "v1", "AuthenticationValidationResponse"),
  },
  {
    method: "GET",
    path: /^\/api\/v2\/validate_keys$/,
    answer: () => ok({ status: "ok" }, "v2", "ValidateAPIKeyResponse"),
  },
  {
    method: "GET",
    path: /^\/api\/v2\/current_user\/application_keys$/,
    permission: "user_app_keys",
    answer: applicationKeys,
  },
  {
    method: "GET",
    path: /^\/api\/v1\/monitor$/,
    permission: "monitors_read",
    answer: listMonitors,
  },
  {
    method: "POST",
    path: /^\/api\/v1\/monitor\/validate$/,
    permission: "monitors_read",
    answer: validateMonitor,
  },
  {
    method: "GET",
    path: /^\/api\/v1\/metrics$/,
    permission: "metrics_read",
    answer: activeMetrics,
  },
  {
    method: "GET",
    path: /^\/api\/v1\/metrics\/[\w.]+$/,
    permission: "metrics_read",
    answer: metadata,
  },
  {
    method: "GET",
    path: /^\/api\/v2\/metrics\/[\w.]+\/all-tags$/,
    permission: "metrics_read",
    answer: allTags,
  },
  {
    method: "GET",
    path: /^\/api\/v2\/metrics\/[\w.]+\/tags$/,
    permission: "metrics_read",
    answer: tagConfiguration,
  },
  { method: "GET", path: /^\/api\/v1\/query$/, permission: "timeseries_query", answer: query },
  {
    method: "GET",
    path: /^\/api\/v2\/apm\/config\/retention-filters$/,
    permission: "apm_retention_filter_read",
    answer: retentionFilters,
  },
];

function ok(body: unknown, version: "v1" | "v2", model: string): Reply {
  return { status: 200, body, model: [version, model] };
}

function applicationKeys({ appKey, scopes }: State): Reply {
  const key = (last4: string, own: string[] | null) => ({
    id: `id-of-${last4}`,
    type: "application_keys",
    attributes: { name: "a key", created_at: "2026-01-02T03:04:05.000+00:00", last4, scopes: own },
  });
  const data = [key("0000", ["dashboards_read"]), key(appKey.slice(-4), scopes)];
  return ok({ data }, "v2", "ListApplicationKeysResponse");
}

function listMonitors({ monitors }: State, { searchParams }: URL): Reply {
  const tags = searchParams.get("monitor_tags")!.split(",");
  const [page, size] = [Number(searchParams.get("page")), Number(searchParams.get("page_size"))];
  const found = monitors.filter((monitor) => tags.every((tag) => monitor.tags.includes(tag)));
  const body = found.slice(page * size, (page + 1) * size).map((monitor: Monitor) => ({
    ...monitor,
    created: "2026-01-02T03:04:05.000000+00:00",
    modified: "2026-01-02T03:04:05.000000+00:00",
    creator: { name: null, handle: "someone@example.com", email: "someone@example.com" },
    deleted: null,
    multi: monitor.query.includes(" by {"),
    restricted_roles: null,
  }));
  return ok(body, "v1", "Array<Monitor>");
}

function validateMonitor({ refuse, monitors }: State, _url: URL, body: unknown): Reply {
  const monitor = body as { name: string; query: string; type: string };
  const ids = monitor.type === "composite" ? (monitor.query.match(/\d+/g) ?? []) : [];
  const strange = ids.find((id) => !monitors.some((one) => String(one.id) === id));
  const why =
    refuse(monitor) ??
    (strange && `The value provided for parameter 'query' is invalid: unknown monitor ${strange}`);
  return why === undefined ? { status: 200, body: {} } : errors(400, why);
}

function activeMetrics({ metrics }: State, { searchParams }: URL): Reply {
  const from = Number(searchParams.get("from"));
  const wanted = searchParams.get("tag_filter")!.split(" AND ");
  const now = Date.now() / 1_000;
  const names = [...metrics].filter(([, { points }]) =>
    points.some(
      (one) => now - one.ago >= from && wanted.every((tag) => allTagsOf(one).includes(tag)),
    ),
  );
  return ok(
    { from: String(from), metrics: names.map(([name]) => name) },
    "v1",
    "MetricsListResponse",
  );
}

function metricIn({ metrics }: State, { pathname }: URL): Metric | undefined {
  return metrics.get(/\/metrics\/([^/]+)/.exec(pathname)![1]!);
}

function metadata(state: State, url: URL): Reply {
  const metric = metricIn(state, url);
  if (metric === undefined) return errors(404, "metric_name not found");
  return ok({ type: metric.type, description: "…", unit: "request" }, "v1", "MetricMetadata");
}

function allTags(state: State, url: URL): Reply {
  const metric = metricIn(state, url);
  const window = Number(url.searchParams.get("window[seconds]"));
  if (window < 14_400) return errors(400, "window[seconds] must be at least 14400");
  const wanted = url.searchParams.get("filter[tags]")?.split(",") ?? [];
  const tags = (metric?.points ?? [])
    .filter((one) => one.ago <= window && wanted.every((tag) => allTagsOf(one).includes(tag)))
    .flatMap(allTagsOf);
  const hidden = metric?.hidden ?? [];
  const attributes = {
    tags: tags.filter((tag) => !hidden.includes(tag.split(":")[0]!)),
    ingested_tags: tags,
  };
  return ok({ data: { id: "x", type: "metrics", attributes } }, "v2", "MetricAllTagsResponse");
}

function allTagsOf({
  service,
  env,
  tags,
}: {
  service: string;
  env: string;
  tags: string[];
}): string[] {
  return [`service:${service}`, `env:${env}`, ...tags];
}

function tagConfiguration(state: State, url: URL): Reply {
  const configuration = metricIn(state, url)?.configuration;
  if (configuration === undefined) return errors(404, "Not Found");
  const attributes = {
    ...configuration,
    created_at: "2026-01-02T03:04:05.000000+00:00",
    modified_at: "2026-01-02T03:04:05.000000+00:00",
  };
  const data = { id: "x", type: "manage_tags", attributes };
  return ok({ data }, "v2", "MetricTagConfigurationResponse");
}

function query({ totals }: State, { searchParams }: URL): Reply {
  const text = searchParams.get("query")!;
  const metric = /:([\w.]+)\{/.exec(text)![1]!;
  const [from, to] = [Number(searchParams.get("from")), Number(searchParams.get("to"))];
  const series = (totals.get(metric) ?? []).map(({ group, sum }) => ({
    aggr: "sum",
    display_name: metric,
    metric,
    expression: text,
    scope: group.join(","),
    tag_set: group,
    start: from * 1_000,
    end: to * 1_000,
    interval: 600,
    length: 3,
    query_index: 0,
    pointlist: [
      [from * 1_000, sum / 2],
      [from * 1_000 + 600_000, null],
      [to * 1_000, sum / 2],
    ],
  }));
  const body = {
    status: "ok",
    res_type: "time_series",
    query: text,
    from_date: from * 1_000,
    to_date: to * 1_000,
    series,
  };
  return ok(body, "v1", "MetricsQueryResponse");
}

function retentionFilters({ filters }: State): Reply {
  const data = filters.map(({ query: text, ...attributes }: Filter, index) => ({
    id: `filter-${index}`,
    type: "apm_retention_filter",
    attributes: {
      ...attributes,
      trace_rate: 0,
      filter: { query: text },
      editable: true,
      execution_order: index + 1,
    },
  }));
  return ok({ data }, "v2", "RetentionFiltersResponse");
}
