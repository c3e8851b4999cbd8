import { LlmServiceMonitors, DatadogStack } from "../../../constructs";
import { supportAgent } from "../../../examples/services";
import { alertsOf, monitorsOfExport, monitorsOfStack } from "../../../lab";
import { synthApp } from "../../support/synth";

const SETTINGS = {
  service: supportAgent,
  notify: { alert: ["@pagerduty-test"] },
  signals: { telemetry_silent: true, cost_budget: { daily: 100 } },
} as const;

describe("an alert's identity", () => {
  let planned: string[] = [];
  const { text } = synthApp((app) => {
    const monitors = new LlmServiceMonitors(new DatadogStack(app, "stack"), "m", SETTINGS);
    planned = monitors.alerts.map(({ id }) => id);
    // Teams rename addresses to keep a monitor that they had before.
    planned.forEach((id, index) => {
      monitors.monitorOf(id).overrideLogicalId(`renamed_${index}`);
    });
  }, "stack");
  const stack = JSON.parse(text) as { resource: { datadog_monitor: Record<string, object> } };

  it("is read from its tag, whatever its monitor's address is", () => {
    const found = alertsOf(monitorsOfStack(stack));
    expect(found.map(idOf)).toEqual(expect.arrayContaining(planned));
    expect(found).toHaveLength(planned.length);
    expect(found.every(({ monitor }) => monitor.id.startsWith("renamed_"))).toBe(true);
  });

  it("is the same in an export, where addresses are numbers", () => {
    const exported = Object.values(stack.resource.datadog_monitor)
      .filter((monitor) => "query" in monitor && !String(monitor.query).includes("${"))
      .map((monitor, index) => ({ ...monitor, id: index + 1 }));
    const found = alertsOf(monitorsOfExport(exported)).map(idOf);
    expect(found).toEqual(expect.arrayContaining(["cost_spike", "cost_spike/ceiling"]));
    expect(planned).toEqual(expect.arrayContaining(found));
  });
});

function idOf({ signal, key }: { readonly signal: string; readonly key: string }): string {
  return key === "" ? signal : `${signal}/${key}`;
}
