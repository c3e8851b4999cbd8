import { DatadogStack, LlmTraceRetention } from "../../../constructs";
import { metricReads } from "../../../cli/doctor/app/metric-reads";
import { PlannedText } from "../../../cli/doctor/app/planned-text";
import { monitorBody } from "../../../cli/doctor/checks/monitors-accepted";
import { differences } from "../../../cli/doctor/checks/monitors-deployed";
import { traceFindings } from "../../../cli/doctor/checks/traces";
import { listings } from "../../../cli/doctor/deployed";
import { shownValue } from "../../../cli/doctor/words";
import { supportAgent } from "../../../examples/services";
import { synthApp } from "../../support/synth";
import { Examination, synthSubject } from "./subject";

describe("what a query reads", () => {
  it.each([
    [
      "sum(last_10m):100 * sum:llm.errors{env:a,!error_type:policy} by {model}.as_count() / sum:llm.requests{env:a}.as_count() > 3",
      [
        ["llm.errors", false, ["env", "model"]],
        ["llm.requests", false, ["env"]],
      ],
    ],
    [
      "percentile(last_15m):p95:llm.latency_ms{feature:x} by {model} > 8",
      [["llm.latency_ms", true, ["feature", "model"]]],
    ],
    [
      "sum(last_1h):count(v: v<=8000):llm.latency_ms{env:a}.as_count() < 1",
      [["llm.latency_ms", true, ["env"]]],
    ],
    [
      "avg:llm.eval.safety{$env,$service AND feature:x}.rollup(sum, 60) by {$by}",
      [["llm.eval.safety", false, ["feature"]]],
    ],
    ["avg(last_5m):avg:system.load.1{host:a} > 1", []],
  ])("is found in %s", (query, expected) => {
    expect(metricReads(query).map((read) => [read.metric, read.percentiles, read.tags])).toEqual(
      expected,
    );
  });
});

describe("a text with references", () => {
  const text = new PlannedText('${datadog_monitor.a-1.id} && !${datadog_monitor["b"].id} $${HOME}');

  it("is resolved where every reference has a value", () => {
    expect(text.references).toEqual(["datadog_monitor.a-1.id", 'datadog_monitor["b"].id']);
    expect(text.resolve((name) => (name.includes("a-1") ? "12" : "34"))).toBe("12 && !34 ${HOME}");
    expect(text.resolve((name) => (name.includes("a-1") ? "12" : undefined))).toBeUndefined();
  });

  it("is the deployed one whatever the references became, and no other", () => {
    expect(text.matches("12 && !34 ${HOME}\n")).toBe(true);
    expect(text.matches("12 && 34 ${HOME}")).toBe(false);
    expect(text.matches("12 && !34 or 5 ${HOME}")).toBe(false);
  });
});

it("what the API adds or leaves out of a monitor is no difference", () => {
  const { app } = synthSubject();
  const plan = app.stacks[0]!.monitors.find(({ type }) => type !== "composite")!;
  const { state } = new Examination(synthSubject());
  const deployed = state.monitors.find(({ name }) => name === plan.name)!;
  const options = { ...plan.options, silenced: {}, locked: false };
  expect(
    differences(
      { ...plan, options: { ...plan.options, notify_audit: false } },
      { ...deployed, options },
    ),
  ).toEqual([]);
  expect(differences(plan, { ...deployed, priority: 5, tags: [] })).toEqual(["tags", "priority"]);
  expect(
    differences(plan, { ...deployed, options: { ...options, evaluation_delay: 900 } }),
  ).toEqual(["evaluation_delay"]);
});

it("a query that names an objective is checked as it is deployed, and not before", () => {
  const { app } = synthSubject();
  const query = new PlannedText(
    'burn_rate("${datadog_service_level_objective.a.id}").over("7d") > 14',
  );
  const plan = { ...app.stacks[0]!.monitors[0]!, type: "slo alert", query };
  const deployed = { query: 'burn_rate("0a1b").over("7d") > 14' } as never;
  const found = new Map([[plan, [deployed]]]);
  expect(monitorBody(plan, { found, leftOver: [] })).toMatchObject(deployed);
  expect(monitorBody(plan, { found: new Map(), leftOver: [] })).toBeUndefined();
});

it("monitors are listed by few tags, those without service by what says that they are parts", () => {
  const monitors = [
    ["team:a", "service:x", "env:y", "alert:cost_spike/"],
    ["alert:tool_failure_rate/", "alert_role:part"],
    ["service:x", "alert_role:page"],
    [],
  ].map((tags) => ({ tags }) as never);
  expect(listings(monitors)).toEqual(["service:x", "alert_role:part"]);
});

describe("a retention filter", () => {
  const faultsOf = (query: string, other: object = {}): (string | undefined)[] => {
    const filter = {
      name: "x",
      enabled: true,
      rate: 1,
      filter_type: "spans-sampling-processor",
      filter: { query },
      ...other,
    };
    return traceFindings(supportAgent, [filter]).map(({ fault }) => fault);
  };

  it.each([
    ["*"],
    ["service:support-agent"],
    [
      "status:error OR operation_name:output.validation OR operation_name:tool.call OR @eval.pass:false operation_name:eval.score OR operation_name:llm.request",
    ],
    ["env:production AND service:support-agent"],
    [
      "service:support-agent (status:error OR @json_valid:false OR @tool.status:error OR @eval.pass:false OR @llm.refusal:true)",
    ],
  ])("that says %s keeps all failures", (query) => {
    expect(faultsOf(query)).toEqual([undefined]);
  });

  it.each([
    ["status:error", ["failures-not-kept"]],
    ["status:error env:staging", ["errors-not-kept", "failures-not-kept"]],
    ["service:support-agent -status:ok", ["errors-not-kept", "failures-not-kept"]],
    ["service:support-agent @http.status_code:500", ["errors-not-kept", "failures-not-kept"]],
    ["service:support-agent ((status:error))", ["failures-not-kept"]],
    ["service:support-agent (status:error", ["errors-not-kept", "failures-not-kept"]],
    ["NOT service:support-agent", ["errors-not-kept", "failures-not-kept"]],
    ["service:support-agent NOT (status:ok)", ["errors-not-kept", "failures-not-kept"]],
  ])("that says %s may keep less", (query, faults) => {
    expect(faultsOf(query)).toEqual(faults);
  });

  it.each([supportAgent, { ...supportAgent, service: "team/agent:1" }, undefined])(
    "that LlmTraceRetention creates keeps every failure but errors, which Datadog's own keeps",
    (service) => {
      const { resources } = synthApp((app) => {
        new LlmTraceRetention(new DatadogStack(app, "s"), "kept", service && { service });
      }, "s");
      const [{ filter, enabled, rate }] = Object.values(
        resources["datadog_apm_retention_filter"]!,
      ) as [{ filter: { query: string }; enabled: boolean; rate: string }];
      const kept = { name: "x", filter_type: "x", filter, enabled, rate: Number(rate) };
      const found = traceFindings(service ?? supportAgent, [kept]);
      expect(found.map(({ fault }) => fault)).toEqual(["errors-not-kept"]);
    },
  );

  it("that samples, or is off, keeps none for certain", () => {
    const faults = ["errors-not-kept", "failures-not-kept"];
    expect(faultsOf("*", { rate: 0.5 })).toEqual(faults);
    expect(faultsOf("*", { enabled: false })).toEqual(faults);
  });
});

it.each([
  ["mistral-large", "mistral-large"],
  ["us.anthropic.claude-sonnet-4-20250514-v1:0", "us.anthropic.claude-sonnet-4-20250514-v1:0"],
  ["sk-ant-api03-abcdefghijklmnopqrstuvwx", "sk-a…"],
  ["4111-1111-1111-1111", "4111…"],
])("of the value %s is shown %s", (value, shown) => {
  expect(shownValue(value)).toBe(shown);
});
