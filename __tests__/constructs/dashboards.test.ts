import { planServiceAlerts, type SignalsSettings } from "../../constructs";
import { codeReview, invoiceExtraction, supportAgent } from "../../examples/services";
import { dashboardProblems } from "../support/dashboard-rules";
import { monitorBody, unparsedPaths } from "../support/datadog-api";
import {
  dashboardQueries,
  synthService,
  titlesOf,
  widgetsOf,
  type Dashboard,
  type SynthesizedStack,
} from "../support/synth";

const STACKS: Record<string, SynthesizedStack> = {
  "support-agent": synthService(supportAgent),
  "code-review": synthService(codeReview),
  "invoice-extraction": synthService(invoiceExtraction),
};

function dashboard(service: string, title: string): Dashboard {
  const found = Object.values(STACKS[service]!.dashboards).find(
    (candidate) => candidate.title === `${service} · production: ${title}`,
  );
  if (!found) throw new Error(`${service} has no dashboard ${title}`);
  return found;
}

describe("the dashboards of the example services", () => {
  it.each(Object.entries(STACKS))(
    "of %s hold every rule that Datadog or a reader has",
    (_, stack) => {
      const dashboards = Object.values(stack.dashboards);
      expect(dashboards.flatMap(dashboardProblems)).toEqual([]);
      expect(dashboards).toHaveLength(4);
    },
  );

  it.each(Object.entries(STACKS))("of %s are what the official client expects", (_, stack) => {
    const unparsed = [
      ...Object.values(stack.dashboards).flatMap((body) => unparsedPaths(body, "Dashboard")),
      ...Object.values(stack.monitors).flatMap((m) => unparsedPaths(monitorBody(m), "Monitor")),
    ];
    expect(unparsed).toEqual([]);
  });

  it("draw every alert that measures something: a new signal needs its alertGraphs in constructs/dashboards", () => {
    const dashboards = Object.values(STACKS["support-agent"]!.dashboards);
    const drawn = dashboards.flatMap(widgetsOf).map(({ definition }) => definition.title);
    const plans = planServiceAlerts({
      service: supportAgent,
      notify: { alert: ["@slack-test"] },
    }).filter(({ thresholds }) => thresholds);
    expect(plans.length).toBeGreaterThan(8);
    expect(plans.map(({ subject }) => subject).filter((one) => !drawn.includes(one))).toEqual([]);
  });

  it("would not pass the official client with a wrong widget, so the check means something", () => {
    const body = structuredClone(dashboard("support-agent", "LLM health")) as any;
    const [graph] = body.widgets[0].definition.widgets.slice(2);
    graph.definition.requests[0].display_type = "lines";
    expect(unparsedPaths(body, "Dashboard")).not.toEqual([]);
    graph.definition.requests[0].display_type = "line";
    graph.definition.colour = "red";
    expect(unparsedPaths(body, "Dashboard")).not.toEqual([]);
  });
});

describe("what the guide wants to see", () => {
  it.each([
    [
      "LLM health",
      [
        "Requests by feature",
        "Provider error rate by model",
        "Latency",
        "Timeout rate by model",
        "Retries by model",
        "Invalid JSON rate",
        "Tool failure rate",
      ],
    ],
    [
      "LLM cost",
      [
        "Cost per hour, and the same hour yesterday",
        "Cost per day",
        "Cost by feature",
        "Cost by prompt version",
        "Input tokens by model",
        "Output tokens by model",
        "Average cost per successful request",
      ],
    ],
    [
      "LLM quality",
      [
        "Correctness by prompt version",
        "Safety by prompt version",
        "Feedback rate by prompt version",
        "Negative feedback rate by prompt version",
        "Refusal rate by prompt version",
        "Average hit count by feature",
        "Average top score by prompt version",
        "Task completion rate by prompt version",
      ],
    ],
    [
      "Prompt versions",
      ["By version and model", "Invalid JSON rate", "Correctness", "Outputs that did not parse"],
    ],
  ])("is on the %s dashboard", (title, expected) => {
    expect(titlesOf(dashboard("support-agent", title))).toEqual(expect.arrayContaining(expected));
  });

  it("draws p50, p95 and p99 of latency", () => {
    const queries = dashboardQueries(dashboard("support-agent", "LLM health"));
    for (const percentile of ["p50", "p95", "p99"]) {
      expect(queries.some((query) => query.startsWith(`${percentile}:llm.latency_ms{`))).toBe(true);
    }
  });

  it("leaves out what the service cannot have", () => {
    const titles = titlesOf(dashboard("code-review", "LLM health"));
    expect(titles).toContain("Tool failure rate");
    expect(titles).not.toContain("Invalid JSON rate");
    expect(titlesOf(dashboard("invoice-extraction", "LLM health"))).not.toContain(
      "Tool failure rate",
    );
    expect(titlesOf(dashboard("code-review", "LLM quality"))).not.toContain(
      "Average hit count by feature",
    );
  });
});

describe("thresholds on graphs", () => {
  function markersOf(body: Dashboard, title: string): unknown {
    return widgetsOf(body).find(({ definition }) => definition.title === title)?.definition.markers;
  }

  it("are those that page, so that a graph never contradicts an alert", () => {
    const stack = synthService(supportAgent, {
      signals: { invalid_json: { critical: 7, warning: 4 } },
    });
    const health = Object.values(stack.dashboards).find(({ title }) => title.includes("health"))!;
    expect(markersOf(health, "Invalid JSON rate")).toEqual([
      { value: "y = 7", display_type: "error dashed", label: "critical" },
      { value: "y = 4", display_type: "warning dashed", label: "warning" },
    ]);
    expect(
      markersOf(dashboard("support-agent", "LLM quality"), "Correctness drop against yesterday"),
    ).toEqual([
      { value: "y = 5", display_type: "error dashed", label: "critical" },
      { value: "y = 3", display_type: "warning dashed", label: "warning" },
    ]);
  });

  it("of a budget stand on the cost per day: a day's whole, a month's by the day", () => {
    const costOf = (signals: SignalsSettings): Dashboard =>
      Object.values(synthService(supportAgent, { signals }).dashboards).find(({ title }) =>
        title.includes("cost"),
      )!;
    expect(markersOf(costOf({}), "Cost per day")).toBeUndefined();
    const both = costOf({ cost_budget: { daily: 300, monthly: 6_000 } });
    expect(markersOf(both, "Cost per day")).toEqual([
      { value: "y = 200", display_type: "error dashed", label: "a day of the month's budget" },
      { value: "y = 300", display_type: "error dashed", label: "critical" },
      { value: "y = 240", display_type: "warning dashed", label: "warning" },
    ]);
    const each = costOf({ cost_budget: { daily: 300, of: "feature" } });
    expect(markersOf(each, "Cost per day")).toBeUndefined();
    expect(markersOf(each, "Cost per day by feature")).toHaveLength(2);
  });

  it("are absent where the alert is switched off, and the graph stays", () => {
    const stack = synthService(supportAgent, { signals: { tool_failure_rate: false } });
    const health = Object.values(stack.dashboards).find(({ title }) => title.includes("health"))!;
    expect(titlesOf(health)).toContain("Tool failure rate");
    expect(markersOf(health, "Tool failure rate")).toBeUndefined();
  });
});

describe("the prompt version dashboard", () => {
  it("opens with candidate and baseline selected, and marks where the release began", () => {
    const body = dashboard("support-agent", "Prompt versions");
    const selected = body.template_variables.find(({ name }) => name === "prompt_version");
    expect(selected?.defaults).toEqual(["2026-06-01.2", "2026-06-01.3"]);
    expect(dashboardQueries(body)).toContainEqual(
      expect.stringContaining("prompt_name:support_triage,prompt_version:2026-06-01.3}.as_count()"),
    );
  });

  it("opens with all versions where no release is declared", () => {
    const body = dashboard("code-review", "Prompt versions");
    expect(body.template_variables.find(({ name }) => name === "prompt_version")?.defaults).toEqual(
      ["*"],
    );
  });
});
