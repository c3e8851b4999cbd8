import {
  DatadogStack,
  LlmHealthDashboard,
  LlmService,
  type DashboardRow,
} from "../../../constructs";
import { DatadogResource } from "../../../constructs";
import { supportAgent } from "../../../examples/services";
import { dashboardProblems } from "../../support/dashboard-rules";
import { unparsedPaths } from "../../support/datadog-api";
import { refusedPaths } from "../../support/refusals";
import { synthApp, synthService, titlesOf, type Dashboard } from "../../support/synth";

const notify = { alert: ["@pagerduty-test"] };
const NOTE = { type: "note", content: "costs ${secret} and %{if}" };

function healthOf(rows: readonly DashboardRow[]): Dashboard {
  const { dashboards } = synthService(supportAgent, { rows: { health: rows } });
  return Object.values(dashboards).find(({ title }) => title.includes("health"))!;
}

function layoutsOf({ widgets }: Dashboard) {
  return widgets.at(-1)!.definition.widgets!.map(({ layout }) => layout);
}

describe("rows of one's own", () => {
  const row: DashboardRow = {
    title: "Hand-overs",
    decision: "whether the agent helps at all.",
    widgets: [
      { definition: { ...NOTE }, width: 8, height: 5 },
      { definition: { type: "free_text", text: "b" }, width: 4 },
      { definition: { type: "free_text", text: "c" }, width: 6 },
    ],
  };

  it("come last, on the dashboard that they are meant for", () => {
    const { dashboards } = synthService(supportAgent, { rows: { health: [row] } });
    const holding = Object.values(dashboards).filter((one) => titlesOf(one).includes("Hand-overs"));
    expect(holding.map(({ title }) => title)).toEqual(["support-agent · production: LLM health"]);
    expect(holding[0]!.widgets.at(-1)!.definition.title).toBe("Hand-overs");
    expect(holding.flatMap(dashboardProblems)).toEqual([]);
  });

  it("wrap where they are full, below the highest widget of the line", () => {
    expect(layoutsOf(healthOf([row]))).toEqual([
      { x: 0, y: 0, width: 12, height: 1 },
      { x: 0, y: 1, width: 8, height: 5 },
      { x: 8, y: 1, width: 4, height: 3 },
      { x: 0, y: 6, width: 6, height: 3 },
    ]);
  });

  it("need no decision, and are then as high as their widgets", () => {
    const { title, widgets } = row;
    const dashboard = healthOf([{ title, widgets }]);
    expect(layoutsOf(dashboard)[0]).toEqual({ x: 0, y: 0, width: 8, height: 5 });
    expect(dashboard.widgets.at(-1)!.layout!.height).toBe(5 + 3 + 1);
  });

  it("hold text as typed: only tokens are references", () => {
    const stack = synthApp((app) => {
      const own = new DatadogStack(app, "stack");
      const objective = new DatadogResource(own, "o", "datadog_service_level_objective", {});
      new LlmHealthDashboard(own, "health", {
        service: supportAgent,
        rows: [
          {
            title: "Objectives",
            widgets: [
              { definition: { type: "slo", slo_id: objective.id, view_type: "detail" }, width: 6 },
              { definition: NOTE, width: 6 },
            ],
          },
        ],
      });
    }, "stack");
    const [{ dashboard }] = Object.values(stack.resources["datadog_dashboard_json"]!) as [
      { dashboard: string },
    ];
    expect(dashboard).toContain('"slo_id":"${datadog_service_level_objective.o.id}"');
    expect(dashboard).toContain("costs $${secret} and %%{if}");
  });

  it("are what the official client expects, where their widgets are", () => {
    const dashboard = healthOf([row]);
    expect(unparsedPaths(dashboard, "Dashboard")).toEqual([]);
  });
});

describe("wrong rows", () => {
  const widget = { definition: NOTE, width: 4 };
  it.each<[string, unknown]>([
    ["rows.health", {}],
    ["rows.health[0]", ["row"]],
    ["rows.health[0].title", [{ widgets: [widget] }]],
    ["rows.health[0].decision", [{ title: "t", decision: "", widgets: [widget] }]],
    ["rows.health[0].widgets", [{ title: "t", widgets: [] }]],
    ["rows.health[0].widgets[1]", [{ title: "t", widgets: [widget, null] }]],
    ["rows.health[0].widgets[0].width", [{ title: "t", widgets: [{ ...widget, width: 13 }] }]],
    ["rows.health[0].widgets[0].width", [{ title: "t", widgets: [{ definition: NOTE }] }]],
    ["rows.health[0].widgets[0].height", [{ title: "t", widgets: [{ ...widget, height: 0.5 }] }]],
    ["rows.health[0].widgets[0].definition", [{ title: "t", widgets: [{ width: 1 }] }]],
    [
      "rows.health[0].widgets[0].definition.type",
      [{ title: "t", widgets: [{ ...widget, definition: { type: "group", widgets: [] } }] }],
    ],
    [
      "rows.health[0].widgets[0].definition.requests[0].limit",
      [
        {
          title: "t",
          widgets: [{ ...widget, definition: { type: "x", requests: [{ limit: Number.NaN }] } }],
        },
      ],
    ],
  ])("are refused by name: %s", (path, health) => {
    const rows = { health: health as DashboardRow[] };
    expect(
      refusedPaths(
        (own) => void new LlmService(own, "llm", { service: supportAgent, notify, rows }),
      ),
    ).toEqual([path]);
  });

  it("are refused beside what is wrong with the monitors", () => {
    const props = {
      service: supportAgent,
      notify: { alert: ["slack"] },
      rows: { healthy: [], cost: [{ title: "", widgets: [widget] }] },
    };
    expect(refusedPaths((own) => void new LlmService(own, "llm", props))).toEqual([
      "notify.alert[0]",
      "rows.healthy",
      "rows.cost[0].title",
    ]);
  });
});
