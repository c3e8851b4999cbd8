import { DatadogProvider } from "@cdktf/provider-datadog/lib/provider";
import { TerraformStack, Testing, TerraformVariable, type TerraformProvider } from "cdktf";
import {
  DatadogStack,
  LlmCostDashboard,
  LlmMetricSettings,
  LlmService,
  type SharedProps,
} from "../../constructs";
import { invoiceExtraction } from "../../examples/services";
import { monitorBody, unparsedPaths } from "../support/datadog-api";
import { monitorProblems } from "../support/monitor-rules";
import { refusedPaths } from "../support/refusals";
import { synthApp, synthService, type SynthesizedStack } from "../support/synth";

const ROLES = ["24c4a6b2-1f0e-11f0-9d3a-da7ad0900002", "24c4a6b2-1f0e-11f0-9d3a-da7ad0900003"];
const notify = { alert: ["@pagerduty-test"] };

function attributesOf(stack: SynthesizedStack, attribute: string): unknown[] {
  return Object.values(stack.resources).flatMap((byId) =>
    Object.values(byId).map((resource) => resource[attribute]),
  );
}

describe("provider", () => {
  const stack = synthApp((app) => {
    const own = new DatadogStack(app, "stack");
    const provider = new DatadogProvider(own, "eu", { alias: "eu" });
    new LlmService(own, "llm", { service: invoiceExtraction, notify, provider });
    new LlmMetricSettings(own, "metrics", { metrics: ["llm.requests"], provider });
  }, "stack");

  it("is that of every resource", () => {
    expect(new Set(attributesOf(stack, "provider"))).toEqual(new Set(["datadog.eu"]));
    expect(Object.keys(stack.resources).sort()).toEqual([
      "datadog_dashboard_json",
      "datadog_metric_metadata",
      "datadog_metric_tag_configuration",
      "datadog_monitor",
    ]);
  });

  it.each<[string, () => TerraformProvider]>([
    ["another stack", () => new DatadogProvider(new TerraformStack(Testing.app(), "other"), "eu")],
    ["its name", () => "datadog.eu" as never],
  ])("is refused where it is of %s: Terraform would fail much later", (_, provider) => {
    const given = { service: invoiceExtraction, provider: provider() };
    const builds = [
      (own: TerraformStack) => void new LlmService(own, "llm", { ...given, notify }),
      (own: TerraformStack) => void new LlmCostDashboard(own, "cost", given),
      (own: TerraformStack) =>
        void new LlmMetricSettings(own, "metrics", { provider: given.provider }),
    ];
    expect(builds.map(refusedPaths)).toEqual([["provider"], ["provider"], ["provider"]]);
  });
});

describe("restrictedRoles", () => {
  const stack = synthService(invoiceExtraction, { restrictedRoles: ROLES });

  it("are those of every monitor, parts included, in a form that the API knows", () => {
    const monitors = Object.values(stack.monitors);
    expect(monitors.length).toBeGreaterThan(5);
    for (const monitor of monitors) {
      expect(monitor.restricted_roles).toEqual(ROLES);
      expect(unparsedPaths(monitorBody(monitor), "Monitor")).toEqual([]);
    }
  });

  it("stand in the body of every dashboard, where the provider then expects no is_read_only", () => {
    for (const body of Object.values(stack.dashboards)) {
      expect(body["restricted_roles"]).toEqual(ROLES);
      expect(unparsedPaths(body, "Dashboard")).toEqual([]);
    }
  });

  it("may be references to roles that Terraform looks up", () => {
    const { monitors, dashboards } = synthApp((app) => {
      const own = new DatadogStack(app, "stack");
      const role = new TerraformVariable(own, "role", {}).stringValue;
      new LlmService(own, "llm", { service: invoiceExtraction, notify, restrictedRoles: [role] });
    }, "stack");
    for (const { restricted_roles } of Object.values(monitors)) {
      expect(restricted_roles).toEqual(["${var.role}"]);
    }
    for (const body of Object.values(dashboards)) {
      expect(body["restricted_roles"]).toEqual(["${var.role}"]);
    }
  });
});

describe("namePrefix", () => {
  const stack = synthService(invoiceExtraction, { namePrefix: "${ACME} " });

  it("begins every name and title, as text", () => {
    for (const { name } of Object.values(stack.monitors)) {
      expect(name).toMatch(/^\$\$\{ACME\} \[invoice-extraction · production\] /);
    }
    for (const { title } of Object.values(stack.dashboards)) {
      expect(title).toMatch(/^\$\{ACME\} invoice-extraction · production: /);
    }
  });

  it("stands where a part names its alert, so that the alert can be found", () => {
    const parts = Object.values(stack.monitors).filter(({ tags }) =>
      tags.includes("alert_role:part"),
    );
    const names = Object.values(stack.monitors).map(({ name }) => name);
    for (const { message } of parts) {
      expect(names).toContain(/Part of the alert "(.*)", which/.exec(message)?.[1]);
    }
  });

  it("keeps the monitors' rules", () => {
    expect(
      Object.values(stack.monitors).flatMap((monitor) => monitorProblems(monitor, stack)),
    ).toEqual([]);
  });
});

describe("wrong shared props", () => {
  it.each<[string, object]>([
    ["restrictedRoles", { restrictedRoles: [] }],
    ["restrictedRoles", { restrictedRoles: "admin" }],
    ["restrictedRoles[0]", { restrictedRoles: ["Datadog Admin Role"] }],
    ["namePrefix", { namePrefix: " " }],
    ["namePrefix", { namePrefix: "ask @oncall " }],
    ["namePrefix", { namePrefix: "{{value}} " }],
  ])("are refused by name: %s %j", (path, props: SharedProps) => {
    const builds = [
      (own: TerraformStack) =>
        void new LlmService(own, "llm", { service: invoiceExtraction, notify, ...props }),
      (own: TerraformStack) =>
        void new LlmCostDashboard(own, "cost", { service: invoiceExtraction, ...props }),
    ];
    expect(builds.map(refusedPaths)).toEqual([[path], [path]]);
  });
});
