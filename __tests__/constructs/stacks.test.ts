import { DowntimeSchedule } from "@cdktf/provider-datadog/lib/downtime-schedule";
import { Team } from "@cdktf/provider-datadog/lib/team";
import { TerraformResource, TerraformStack, Testing, type App } from "cdktf";
import { DatadogResource, DatadogStack, LlmServiceStack } from "../../constructs";
import { supportAgent } from "../../examples/services";
import { synthApp } from "../support/synth";

const PROPS = {
  service: supportAgent,
  notify: { alert: ["@pagerduty-support"], warning: ["@slack-support"] },
};

type Attributes = Record<string, Record<string, unknown>>;

function resourcesOf(text: string, type: string): Attributes {
  return JSON.parse(text).resource[type];
}

function monitorOf(text: string, id: string): Record<string, unknown> {
  return resourcesOf(text, "datadog_monitor")[id]!;
}

describe("a body that CDKTF does not search for tokens", () => {
  const addService = (app: App): void => {
    new LlmServiceStack(app, "support", PROPS);
  };

  it("is byte for byte what CDKTF's own way writes", () => {
    const ours = synthApp(addService, "support").text;
    const shortcut = jest
      .spyOn(DatadogResource.prototype, "toTerraform")
      .mockImplementation(function (this: DatadogResource): unknown {
        return TerraformResource.prototype.toTerraform.call(this);
      });
    const searched = synthApp(addService, "support").text;
    expect(shortcut).toHaveBeenCalled();
    shortcut.mockRestore();
    expect(ours).toBe(searched);
  });

  it("leaves out what is undefined, also under Testing.synth, which searches less", () => {
    const stack = new TerraformStack(Testing.app(), "plain");
    new DatadogResource(stack, "m", "datadog_monitor", {
      monitor_thresholds: { critical: "1", warning: undefined },
      tags: ["a", undefined],
    });
    const { monitor_thresholds, tags } = monitorOf(Testing.synth(stack), "m");
    expect({ monitor_thresholds, tags }).toEqual({
      monitor_thresholds: { critical: "1" },
      tags: ["a"],
    });
  });
});

describe("a stack of ours", () => {
  it("resolves the tokens of a user's own resources, also those across stacks", () => {
    const { text } = synthApp((app) => {
      const { llmService } = new LlmServiceStack(app, "support", PROPS);
      const monitor = llmService.monitors.monitorOf("invalid_json");
      const platform = new DatadogStack(app, "platform");
      const team = new Team(platform, "team", { name: "n", handle: "h", description: "d" });
      new DowntimeSchedule(llmService, "night", {
        scope: `team:${team.id}`,
        monitorIdentifier: { monitorId: monitor.getNumberAttribute("id") },
      });
    }, "support");
    expect(text).not.toContain("TfToken");
    const [night] = Object.values(resourcesOf(text, "datadog_downtime_schedule"));
    expect(night).toMatchObject({
      scope: expect.stringMatching(/^team:\$\{data\.terraform_remote_state\..+\}$/),
      monitor_identifier: {
        monitor_id: expect.stringMatching(/^\$\{datadog_monitor\.llm_.+\.id\}$/),
      },
    });
  });

  it("resolves tokens that a user gives to one of our resources, also those across stacks", () => {
    const { text } = synthApp((app) => {
      const platform = new DatadogStack(app, "platform");
      const team = new Team(platform, "team", { name: "n", handle: "h", description: "d" });
      const stack = new DatadogStack(app, "own");
      const first = new DatadogResource(stack, "first", "datadog_monitor", { name: "first" });
      new DatadogResource(stack, "listed", "datadog_monitor", {
        tags: first.getListAttribute("tags"),
        priority: first.getNumberAttribute("priority"),
      });
      new DatadogResource(stack, "after", "datadog_monitor", {}, { dependsOn: [first] });
      first.addOverride("restricted_roles", [team.id]);
    }, "own");
    expect(text).not.toContain("TfToken");
    expect(monitorOf(text, "listed")).toMatchObject({
      tags: "${datadog_monitor.first.tags}",
      priority: "${datadog_monitor.first.priority}",
    });
    expect(monitorOf(text, "after")["depends_on"]).toEqual(["datadog_monitor.first"]);
    expect(monitorOf(text, "first")["restricted_roles"]).toEqual([
      expect.stringMatching(/^\$\{data\.terraform_remote_state\..+\}$/),
    ]);
  });

  it("takes overrides of a resource and of the stack, at any depth", () => {
    const attributes = { name: "m", monitor_thresholds: { critical: "1", warning: "2" } };
    const synthOverridden = (override: (stack: DatadogStack, monitor: DatadogResource) => void) => {
      const { text } = synthApp((app) => {
        const stack = new DatadogStack(app, "own");
        override(stack, new DatadogResource(stack, "m", "datadog_monitor", attributes));
      }, "own");
      return monitorOf(text, "m")["monitor_thresholds"];
    };
    const ofResource = synthOverridden((_, m) => m.addOverride("monitor_thresholds.warning", "3"));
    const ofStack = synthOverridden((stack) =>
      stack.addOverride("resource.datadog_monitor.m.monitor_thresholds.critical", "4"),
    );
    expect(ofResource).toEqual({ critical: "1", warning: "3" });
    expect(ofStack).toEqual({ critical: "4", warning: "2" });
  });

  it("keeps imports, moves and lifecycles of our resources", () => {
    const { text } = synthApp((app) => {
      const stack = new DatadogStack(app, "own");
      const lifecycle = { preventDestroy: true };
      new DatadogResource(stack, "kept", "datadog_monitor", {}, { lifecycle });
      new DatadogResource(stack, "imported", "datadog_monitor", {}).importFrom("123");
      new DatadogResource(stack, "moved", "datadog_monitor", {}).moveFromId("datadog_monitor.old");
    }, "own");
    const synthesized = JSON.parse(text);
    expect(monitorOf(text, "kept")["lifecycle"]).toEqual({ prevent_destroy: true });
    expect(synthesized.import).toEqual([{ id: "123", to: "datadog_monitor.imported" }]);
    expect(synthesized.moved).toEqual([
      { from: "datadog_monitor.old", to: "datadog_monitor.moved" },
    ]);
  });
});
