import { TerraformStack, Testing, type App } from "cdktf";
import type { Construct } from "constructs";
import {
  DatadogStack,
  LlmHealthDashboard,
  LlmMetricSettings,
  LlmService,
  LlmServiceMonitors,
  LlmServiceStack,
  LlmServiceStacks,
  type DatadogStackProps,
  type LlmDashboardProps,
  type LlmServiceMonitorsProps,
} from "../../constructs";
import { HELPDESK, NOTIFY, textOf } from "./declaration";

const AT = 'in the monitors of LLM service "helpdesk", construct "app/monitors":';
const PROPS =
  "service, notify, signals, runbooks, site, datadogUrl, dashboards, objectives, tags, renotify, draft, messageLines, provider, restrictedRoles, namePrefix";

/** Props beside a right service and right receivers, and the error in full. */
const MISTAKES: readonly (readonly [string, object, string])[] = [
  [
    "receivers as text",
    { notify: "@slack-support" },
    `Mend 1 problem ${AT}
  notify: "@slack-support" given; allowed: { alert: ["@handle"] }, or "notification-rules"`,
  ],
  [
    "receivers from JSON without any",
    { notify: null },
    `Mend 1 problem ${AT}
  notify: null given; allowed: an object such as { alert: ["@pagerduty-team"] }`,
  ],
  [
    "receivers left out",
    { notify: undefined },
    `Mend 1 problem ${AT}
  notify: nothing given; allowed: an object such as { alert: ["@pagerduty-team"] }`,
  ],
  [
    "nobody who hears of an alert, and a shortened severity",
    { notify: { alert: [], warn: ["@slack-support"] } },
    `Mend 2 problems ${AT}
  notify.warn: unknown; allowed: alert, warning, recovery; did you mean warning?
  notify.alert: [] given; allowed: a list of at least one handle`,
  ],
  [
    "a handle without @, and one that is missing",
    { notify: { alert: ["pagerduty-support", null] } },
    `Mend 2 problems ${AT}
  notify.alert[0]: "pagerduty-support" given; allowed: a handle that starts with @, without spaces, such as @slack-llm-alerts
  notify.alert[1]: null given; allowed: a handle that starts with @, without spaces, such as @slack-llm-alerts`,
  ],
  [
    "misspelt properties",
    { signal: { invalid_json: false }, runbook: "https://wiki.example.com" },
    `Mend 2 problems ${AT}
  signal: unknown; allowed: ${PROPS}; did you mean signals?
  runbook: unknown; allowed: ${PROPS}; did you mean runbooks?`,
  ],
  [
    "addresses that are none",
    { datadogUrl: "app.datadoghq.eu", runbooks: "wiki/{signal}" },
    `Mend 2 problems ${AT}
  runbooks: "wiki/{signal}" given; allowed: an absolute URL, such as https://wiki.example.com/llm/{signal}
  datadogUrl: "app.datadoghq.eu" given; allowed: an absolute URL, such as https://app.datadoghq.com`,
  ],
  [
    "tags as text, and a dashboard in the place of its resource",
    { tags: "cost_center:42", dashboards: { cost: "abc-def-ghi" } },
    `Mend 2 problems ${AT}
  dashboards.cost: "abc-def-ghi" given; allowed: a dashboard's resource, such as healthDashboard.dashboard
  tags: "cost_center:42" given; allowed: a list of key:value tags`,
  ],
];

it.each(MISTAKES)("%s", (_, props, text) => {
  expect(textOf(() => monitors({ service: HELPDESK, notify: NOTIFY, ...props }))).toBe(text);
});

it.each([undefined, null, "helpdesk", []])("%j in the place of all props", (props) => {
  expect(textOf(() => monitors(props))).toBe(
    `Mend 1 problem in the monitors, construct "app/monitors":
  props: ${props === undefined ? "nothing" : JSON.stringify(props)} given; allowed: an object with service and notify`,
  );
});

it("a declaration that is wrong is named as such, whoever finds out", () => {
  const text = `Mend 1 problem in the declaration of LLM service "helpdesk":
  team: "" given; allowed: a name that is not empty`;
  const service = { ...HELPDESK, team: "" };
  expect(textOf(() => monitors({ service, notify: NOTIFY }))).toBe(text);
  expect(textOf(() => new LlmHealthDashboard(stack(), "health", { service }))).toBe(text);
});

it("a stack names the construct within it", () => {
  const app = Testing.app();
  const props = { service: HELPDESK, notify: NOTIFY, tags: ["cost center"], dashboards: {} };
  expect(textOf(() => new LlmServiceStack(app, "helpdesk", props))).toBe(
    `Mend 2 problems in the monitors of LLM service "helpdesk", construct "helpdesk/llm":
  dashboards: unknown; allowed: service, notify, signals, runbooks, site, datadogUrl, tags, renotify, draft, messageLines, provider, restrictedRoles, namePrefix, rows, objectives
  tags[0]: "cost center" given; allowed: key:value in the form that Datadog stores, such as cost_center:42`,
  );
});

it("metric settings: a misspelt metric, one named twice, tags as text or with values", () => {
  const METRICS =
    '"llm.requests", "llm.errors", "llm.retries", "llm.cache_hits", "llm.json_checks", "llm.json_invalid", "llm.tool_calls", "llm.tool_failures", "llm.retrievals", "llm.retrieval.misses", "llm.refusals", "llm.tasks", "llm.task_successes", "llm.feedback", "llm.eval.runs", "llm.eval.passes", … (34 in all)';
  const metrics = ["llm.request", "llm.errors", "llm.errors"];
  expect(textOf(() => metricSettings({ metrics, extraTags: "tier" }))).toBe(
    `Mend 3 problems in the metric settings, construct "app/metrics":
  metrics[0]: "llm.request" given; allowed: ${METRICS}; did you mean "llm.requests"?
  metrics[2]: "llm.errors" given; allowed: each metric once; it stands at metrics[1] already
  extraTags: "tier" given; allowed: a list of tag keys`,
  );
  expect(textOf(() => metricSettings({ metric: [], extraTags: ["tier:gold"] }))).toBe(
    `Mend 2 problems in the metric settings, construct "app/metrics":
  metric: unknown; allowed: metrics, extraTags, provider; did you mean metrics?
  extraTags[0]: "tier:gold" given; allowed: a tag's key without a value, in the form that Datadog stores, such as cost_center`,
  );
});

it("dashboards: the monitors in the place of their alerts, and a title of one's own", () => {
  const alerts = new LlmServiceMonitors(stack(), "monitors", { service: HELPDESK, notify: NOTIFY });
  const props = { service: HELPDESK, alerts: { of: alerts.service.service }, title: "Mine" };
  const build = () =>
    new LlmHealthDashboard(stack(), "health", props as unknown as LlmDashboardProps);
  expect(textOf(build)).toBe(
    `Mend 2 problems in the dashboard of LLM service "helpdesk":
  title: unknown; allowed: service, alerts, objectives, rows, provider, restrictedRoles, namePrefix
  alerts: {"of":"helpdesk"} given; allowed: the alerts of the service's monitors: monitors.alerts`,
  );
});

it("an alert that is asked for by another name", () => {
  const { monitors } = new LlmService(stack(), "llm", { service: HELPDESK, notify: NOTIFY });
  expect(textOf(() => monitors.monitorOf("invalid-json"))).toBe(
    `Mend 1 problem in the monitors of LLM service "helpdesk":
  alertId: "invalid-json" given; allowed: "provider_error_rate", "latency_p95/chat", "first_token_p95/chat", "invalid_json", "cost_spike", "cost_spike/ceiling", "eval_regression/correctness", "tool_failure_rate", "rollback_prompt/correctness"; did you mean "invalid_json"?`,
  );
});

it.each<[string, (app: App) => unknown, string]>([
  [
    "a misspelt property of a stack alone",
    (app) => new DatadogStack(app, "own", { sit: "datadoghq.eu" } as DatadogStackProps),
    `Mend 1 problem in the stack "own":
  sit: unknown; allowed: site, backend; did you mean site?`,
  ],
  [
    "nothing from JSON in the place of a stack's properties",
    (app) => new DatadogStack(app, "own", null as unknown as DatadogStackProps),
    `Mend 1 problem in the stack "own":
  props: null given; allowed: an object`,
  ],
  [
    "the same of the stacks of a service",
    (app) => new LlmServiceStacks(app, "own", null as never),
    `Mend 1 problem in the stacks of an LLM service:
  props: null given; allowed: an object with service, environments and what all of them share`,
  ],
  [
    "a list in the place of an environment's settings",
    (app) =>
      new LlmServiceStacks(app, "own", {
        service: HELPDESK,
        notify: NOTIFY,
        environments: { production: [] as never },
      }),
    `Mend 1 problem in the stacks of LLM service "helpdesk":
  environments.production: [] given; allowed: its settings, {} where none differs: the service is declared for it`,
  ],
  [
    "objectives from JSON without any",
    (app) =>
      new LlmServiceStack(app, "own", {
        service: HELPDESK,
        notify: NOTIFY,
        objectives: null as never,
      }),
    `Mend 1 problem in the monitors of LLM service "helpdesk", construct "own/llm":
  objectives: null given; allowed: such as { availability: {} }`,
  ],
  [
    "ids in the place of dashboards and objectives",
    (app) =>
      new LlmServiceMonitors(new TerraformStack(app, "own"), "monitors", {
        service: HELPDESK,
        notify: NOTIFY,
        dashboards: { cost: { id: "abc-def-ghi" } as never },
        objectives: { objectiveOf: "availability" } as never,
      }),
    `Mend 2 problems in the monitors of LLM service "helpdesk", construct "own/monitors":
  dashboards.cost: {"id":"abc-def-ghi"} given; allowed: a dashboard's resource, such as healthDashboard.dashboard
  objectives: {"objectiveOf":"availability"} given; allowed: the construct LlmServiceObjectives`,
  ],
  [
    "a widget with values that JSON leaves out",
    (app) =>
      new LlmHealthDashboard(new TerraformStack(app, "own"), "health", {
        service: HELPDESK,
        rows: [
          {
            title: "Ours",
            widgets: [
              { definition: { type: "note", content: () => "x", a: [Symbol("b")] }, width: 4 },
            ],
          },
        ],
      }),
    `Mend 2 problems in the dashboard of LLM service "helpdesk":
  rows[0].widgets[0].definition.content: a function given; allowed: JSON, which has no such value
  rows[0].widgets[0].definition.a[0]: Symbol(b) given; allowed: JSON, which has no such value`,
  ],
  [
    "a widget that no JSON holds",
    (app) =>
      new LlmHealthDashboard(new TerraformStack(app, "own"), "health", {
        service: HELPDESK,
        rows: [{ title: "Ours", widgets: [{ definition: { type: "note", size: 1n }, width: 4 }] }],
      }),
    `Mend 1 problem in the dashboard of LLM service "helpdesk":
  rows[0].widgets[0].definition: a value that cannot be shown given; allowed: a widget's JSON, such as { type: "timeseries", … }`,
  ],
])("%s", (_, build, text) => {
  expect(textOf(() => build(Testing.app()))).toBe(text);
});

it("a stack of one's own class may have more properties", () => {
  class OwnStack extends DatadogStack {}
  const props = { own: "x" } as DatadogStackProps;
  expect(textOf(() => new OwnStack(Testing.app(), "own", props))).toBe("accepted");
});

function stack(): Construct {
  return new TerraformStack(Testing.app(), "app");
}

function monitors(props: unknown): LlmServiceMonitors {
  return new LlmServiceMonitors(stack(), "monitors", props as LlmServiceMonitorsProps);
}

function metricSettings(props: object): LlmMetricSettings {
  return new LlmMetricSettings(stack(), "metrics", props);
}
