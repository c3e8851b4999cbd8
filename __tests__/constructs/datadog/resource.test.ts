import { DatadogProvider } from "@cdktf/provider-datadog/lib/provider";
import { Monitor } from "@cdktf/provider-datadog/lib/monitor";
import { TerraformResource, TerraformStack, Testing, Token } from "cdktf";
import { DatadogResource, DatadogStack } from "../../../constructs";
import { synthApp } from "../../support/synth";

const ATTRIBUTES = { name: "m", tags: ["a:b"], query: "avg(last_5m):x{*} > 1" };

function resourcesOf(build: (stack: TerraformStack) => void): Record<string, Record<string, any>> {
  const stack = new TerraformStack(Testing.app(), "stack");
  build(stack);
  return JSON.parse(Testing.synth(stack)).resource;
}

function monitorsOf(build: (stack: TerraformStack) => void): any[] {
  return Object.values(resourcesOf(build)["datadog_monitor"]!);
}

describe("DatadogResource", () => {
  it("names its provider by alias, as CDKTF's own way of writing it does", () => {
    const [fast, slow] = [false, true].map((cdktfsOwn) =>
      monitorsOf((stack) => {
        const provider = new DatadogProvider(stack, "eu", { alias: "eu" });
        const monitor = new DatadogResource(stack, "m", "datadog_monitor", ATTRIBUTES, {
          provider,
        });
        if (!cdktfsOwn) return;
        jest
          .spyOn(monitor, "toTerraform")
          .mockImplementation(() => TerraformResource.prototype.toTerraform.call(monitor));
      }),
    );
    expect(fast).toEqual(slow);
    expect(fast![0].provider).toBe("datadog.eu");
  });

  it("stays on the fast way with a provider and a lifecycle, which are plain text", () => {
    const slow = jest.spyOn(TerraformResource.prototype, "toTerraform");
    const [monitor] = monitorsOf((stack) => {
      const provider = new DatadogProvider(stack, "eu", { alias: "eu" });
      const lifecycle = { createBeforeDestroy: true, ignoreChanges: ["tags"] };
      new DatadogResource(stack, "m", "datadog_monitor", ATTRIBUTES, { provider, lifecycle });
    });
    expect(slow).not.toHaveBeenCalled();
    slow.mockRestore();
    expect(monitor.lifecycle).toEqual({ create_before_destroy: true, ignore_changes: ["tags"] });
  });

  it("leaves a lifecycle with conditions and triggers to CDKTF, which knows their tokens", () => {
    const [triggered] = Object.values(
      resourcesOf((stack) => {
        const other = new DatadogResource(stack, "other", "datadog_slo", {});
        const monitor = new DatadogResource(stack, "m", "datadog_monitor", ATTRIBUTES);
        monitor.lifecycle = { preventDestroy: true, replaceTriggeredBy: [other] };
      })["datadog_monitor"]!,
    );
    expect(triggered.lifecycle).toEqual({
      prevent_destroy: true,
      replace_triggered_by: ["${datadog_slo.other}"],
    });
  });

  it("takes tokens in attributes as references, and everything else as text", () => {
    const [monitor] = monitorsOf((stack) => {
      const other = new DatadogResource(stack, "other", "datadog_slo", {});
      new DatadogResource(stack, "m", "datadog_monitor", {
        ...ATTRIBUTES,
        name: "pay ${1} of ${2}",
        message: `see ${other.id}, \${not_this}`,
      });
    });
    expect(monitor.name).toBe("pay $${1} of $${2}");
    expect(monitor.message).toMatch(/^see \$\{datadog_slo\.other\.id\}, \$\$\{not_this\}$/);
  });

  it("gives an id that a binding takes, as text and as a number", () => {
    const resources = resourcesOf((stack) => {
      const ours = new DatadogResource(stack, "ours", "datadog_monitor", ATTRIBUTES);
      new DatadogResource(stack, "objective", "datadog_service_level_objective", {
        monitor_ids: [Token.asNumber(ours.id)],
      });
      new Monitor(stack, "own", {
        name: "own",
        type: "composite",
        message: "",
        query: `${ours.id} && 1`,
      });
    });
    expect(resources["datadog_monitor"]!["own"].query).toBe("${datadog_monitor.ours.id} && 1");
    expect(resources["datadog_service_level_objective"]!["objective"].monitor_ids).toEqual([
      "${datadog_monitor.ours.id}",
    ]);
  });

  it("gives an id to a resource of another stack", () => {
    const { resources } = synthApp((app) => {
      const ours = new DatadogResource(
        new DatadogStack(app, "ours"),
        "m",
        "datadog_monitor",
        ATTRIBUTES,
      );
      new DatadogResource(new DatadogStack(app, "own"), "o", "datadog_dashboard_json", {
        dashboard: JSON.stringify({ widgets: [], monitor: ours.id }),
      });
    }, "own");
    expect(resources["datadog_dashboard_json"]!["o"].dashboard).toContain(
      "${data.terraform_remote_state.",
    );
  });
});
