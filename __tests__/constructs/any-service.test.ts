import fc from "../support/fast-check";
import { LlmServiceStack, type LlmServiceProps, type SignalsSettings } from "../../constructs";
import { InvalidInputError, type LlmServiceInEnv } from "../../telemetry";
import { dashboardProblems } from "../support/dashboard-rules";
import { monitorBody, unparsedPaths } from "../support/datadog-api";
import { monitorProblems } from "../support/monitor-rules";
import { validService } from "../support/service-arbitrary";
import { synthApp, synthService } from "../support/synth";

const PROPS = { notify: { alert: ["@pagerduty-test"] } };

describe("any valid service", () => {
  it("synthesizes into monitors and dashboards that hold every rule", () => {
    fc.assert(
      fc.property(validService, (service) => {
        const stack = synthService(service, { signals: { telemetry_silent: true } });
        const monitors = Object.values(stack.monitors);
        const dashboards = Object.values(stack.dashboards);
        expect([
          ...monitors.flatMap((monitor) => monitorProblems(monitor, stack)),
          ...dashboards.flatMap(dashboardProblems),
        ]).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("synthesizes into what the official client expects", () => {
    fc.assert(
      fc.property(validService, (service) => {
        const stack = synthService(service);
        expect([
          ...Object.values(stack.monitors).flatMap((m) => unparsedPaths(monitorBody(m), "Monitor")),
          ...Object.values(stack.dashboards).flatMap((body) => unparsedPaths(body, "Dashboard")),
        ]).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});

/** Damages a valid service in one place, and names the property that the error must name. */
const damages: Record<string, (service: LlmServiceInEnv) => [unknown, string]> = {
  "an empty team": (service) => [{ ...service, team: "  " }, "team"],
  "a service that Datadog rewrites": (service) => [
    { ...service, service: `${service.service} X` },
    "service",
  ],
  "an unknown property": (service) => [{ ...service, owner: "me" }, "owner"],
  "a feature that Datadog rewrites": (service) => [
    { ...service, features: { ...service.features, "A B": {} } },
    "features.A B",
  ],
  "a tool that is named twice": (service) => [{ ...service, tools: ["t", "t"] }, "tools[1]"],
  "a floor that is no number": (service) => [
    { ...service, features: { f: { retrieval: { topScoreFloor: "high" } } } },
    "features.f.retrieval.topScoreFloor",
  ],
  "a release without a candidate": (service) => [
    { ...service, prompts: { p: { release: { baseline: "1" } } } },
    "prompts.p.release.candidate",
  ],
};

describe("any invalid service", () => {
  it.each(Object.entries(damages))("with %s is refused by name", (_, damage) => {
    fc.assert(
      fc.property(validService, (service) => {
        const [damaged, path] = damage(service);
        expect(refusal({ service: damaged as LlmServiceInEnv, ...PROPS })).toContain(path);
      }),
      { numRuns: 20 },
    );
  });
});

function build(props: LlmServiceProps): void {
  synthApp((app) => void new LlmServiceStack(app, "stack", props), "stack");
}

function refusal(props: LlmServiceProps): string[] {
  try {
    build(props);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems.map(({ path }) => path);
    throw error;
  }
  return [];
}

const SERVICE: LlmServiceInEnv = {
  service: "svc",
  env: "production",
  team: "team",
  features: { chat: { userFacing: true } },
  prompts: { greet: { structuredOutput: true } },
  models: { openai: ["gpt-4.1"] },
  tools: ["search"],
  evals: { accuracy: "correctness" },
};

describe("wrong props", () => {
  it.each<[string, object]>([
    ["notify.alert", { notify: {} }],
    ["notify.alert[0]", { notify: { alert: ["pagerduty"] } }],
    ["notify.warning[1]", { notify: { alert: ["@a"], warning: ["@b", "@c d"] } }],
    ["notify.critical", { notify: { alert: ["@a"], critical: ["@b"] } }],
    ["runbooks", { runbooks: "wiki" }],
    ["datadogUrl", { datadogUrl: "app.datadoghq.eu" }],
    ["tags[0]", { tags: ["no colon"] }],
  ])("are refused by name: %s", (path, props) => {
    expect(refusal({ service: SERVICE, ...PROPS, ...props })).toContain(path);
  });

  it.each<[string, SignalsSettings]>([
    ["signals.invalid_jsn", { invalid_jsn: { critical: 1 } } as SignalsSettings],
    ["signals.invalid_json.warning", { invalid_json: { critical: 2, warning: 3 } }],
    ["signals.invalid_json.critical", { invalid_json: { critical: 140 } }],
    ["signals.invalid_json.criticalRecovery", { invalid_json: { criticalRecovery: 5 } }],
    ["signals.invalid_json.window", { invalid_json: { window: "2d" as "2h" } }],
    ["signals.latency_p95.minRequests", { latency_p95: { minRequests: 0.5 } }],
    ["signals.cost_spike.ceiling", { cost_spike: { ceiling: 0 } }],
    ["signals.cost_budget.daily", { cost_budget: { daily: -1 } }],
    ["signals.cost_budget", { cost_budget: { of: "feature" } }],
    ["signals.cost_budget.of", { cost_budget: { daily: 5, of: "model" as "feature" } }],
    ["signals.cost_spike.draft", { cost_spike: { draft: "yes" as unknown as boolean } }],
    ["signals.invalid_json.minFailures", { invalid_json: { minFailures: 0 } }],
    ["signals.invalid_json.priority", { invalid_json: { priority: 9 as 1 } }],
    ["signals.invalid_json.runbook", { invalid_json: { runbook: "see wiki" } }],
    ["signals.invalid_json.notify.alert[0]", { invalid_json: { notify: { alert: ["me"] } } }],
    ["signals.latency_p95.features.search", { latency_p95: { features: { search: {} } } }],
    [
      "signals.latency_p95.features.chat.critical",
      { latency_p95: { features: { chat: { critical: Number.NaN } } } },
    ],
    ["signals.cost_spike.ratio", { cost_spike: { ratio: 0 } }],
    ["signals.eval_regression.warning", { eval_regression: { warning: 7 } }],
    ["signals.rollback_prompt.priority", { rollback_prompt: { priority: 0 as 1 } }],
  ])("of signals are refused by name: %s", (path, signals) => {
    expect(refusal({ service: SERVICE, ...PROPS, signals })).toContain(path);
  });

  it("are reported all at once, with what was given and what is allowed", () => {
    const props = {
      service: SERVICE,
      notify: { alert: ["slack"] },
      signals: { invalid_json: { critical: 2, warning: 3 } },
    };
    expect(() => build(props)).toThrow(
      [
        'Mend 2 problems in the monitors of LLM service "svc", construct "stack/llm":',
        '  notify.alert[0]: "slack" given; allowed: a handle that starts with @, without spaces, such as @slack-llm-alerts',
        "  signals.invalid_json.warning: 3 given; allowed: less than critical (2)",
      ].join("\n"),
    );
  });
});
