import { App, TerraformStack } from "cdktf";
import { LlmService, LlmServiceMonitors, type LlmServiceProps } from "../../constructs";
import { invoiceExtraction, supportAgent } from "../../examples/services";
import { monitorProblems } from "../support/monitor-rules";
import { refusedPaths } from "../support/refusals";
import { synthApp, synthService, unescapeTerraform } from "../support/synth";
import { DatadogStack } from "../../constructs";

const notify = { alert: ["@pagerduty-test"] };

describe("messageLines", () => {
  const LINES = ["Change freeze: ask in #llm first.", "costs ${x} %{if} {{value}} {{#is_alert}}"];
  const stack = synthService(invoiceExtraction, { messageLines: LINES });

  it("stand in every message that pages, and in no part", () => {
    for (const { tags, message } of Object.values(stack.monitors)) {
      const text = unescapeTerraform(message);
      const own = `\n\n${LINES[0]}\n${LINES[1]!.replaceAll("{{", "{ {")}\n`;
      expect(text.includes(own)).toBe(tags.includes("alert_role:page"));
    }
    expect(stack.text).not.toMatch(/(?<!\$)\$\{x\}/);
  });

  it.each<[string, unknown]>([
    ["messageLines", "one line"],
    ["messageLines[0]", [""]],
    ["messageLines[1]", ["fine", "ping @slack-llm"]],
    ["messageLines[0]", ["mail help@example.com"]],
    ["messageLines[0]", [3]],
  ])("are refused where they would notify or say nothing: %s %j", (path, messageLines) => {
    const props = { service: invoiceExtraction, notify, messageLines } as LlmServiceProps;
    expect(refusedPaths((own) => void new LlmService(own, "llm", props))).toEqual([path]);
  });
});

describe('notify: "notification-rules"', () => {
  it("names nobody, and leaves the rest of the message as it is", () => {
    const stack = synthService(supportAgent, { notify: "notification-rules" });
    const monitors = Object.values(stack.monitors);
    expect(monitors.some(({ tags }) => tags.includes("alert_role:page"))).toBe(true);
    expect(
      monitors.flatMap((monitor) => monitorProblems(monitor, stack, "notification-rules")),
    ).toEqual([]);
    const paging = monitors.filter(({ tags }) => tags.includes("alert_role:page"));
    for (const { message } of paging) expect(message.trimEnd()).toMatch(/\nService [^\n]*$/);
  });

  it("is said by the construct, for those who list receivers", () => {
    synthApp((app) => {
      const monitors = new LlmServiceMonitors(new DatadogStack(app, "stack"), "m", {
        service: invoiceExtraction,
        notify: "notification-rules",
      });
      expect(monitors.receiversOf(monitors.alerts[0]!)).toBe("notification-rules");
    }, "stack");
  });

  it.each<[string[], object]>([
    [["notify"], { notify: "rules" }],
    [["signals.invalid_json.notify"], { signals: { invalid_json: { notify } } }],
    [["renotify.to"], { renotify: { every: "30m", to: ["@lead"] } }],
    [["renotify.2.to"], { renotify: { 1: false, 2: { every: "30m", to: ["@lead"] } } }],
    [
      ["signals.cost_spike.renotify.to"],
      { signals: { cost_spike: { renotify: { every: "30m", to: ["@lead"] } } } },
    ],
  ])("refuses handles beside it: %j", (paths, props) => {
    const all = { service: supportAgent, notify: "notification-rules", ...props };
    expect(refusedPaths((own) => void new LlmService(own, "llm", all as LlmServiceProps))).toEqual(
      paths,
    );
  });
});

describe("receivers of one signal", () => {
  const all = { alert: ["@pagerduty-test"], warning: ["@slack-test"] };
  const receiversWith = (own: object) => {
    const monitors = new LlmServiceMonitors(new TerraformStack(new App(), "s"), "m", {
      service: invoiceExtraction,
      notify: all,
      signals: { invalid_json: { notify: own } },
    });
    return monitors.receiversOf(
      monitors.alerts.find(({ signal }) => signal.id === "invalid_json")!,
    );
  };

  it("are those of all where it says nothing of them, also by undefined", () => {
    expect(receiversWith({ warning: ["@x"] })).toEqual({ ...all, warning: ["@x"] });
    const unsaid = { alert: undefined, warning: undefined, recovery: ["@y"] };
    expect(receiversWith(unsaid)).toEqual({ ...all, recovery: ["@y"] });
  });
});

describe("measureOf", () => {
  synthApp((app) => {
    const stack = new DatadogStack(app, "stack");
    const monitors = new LlmServiceMonitors(stack, "m", { service: supportAgent, notify });

    it("gives the metric monitor of an alert, where monitorOf gives the composite that pages", () => {
      expect(monitors.measureOf("invalid_json").node.id).toBe("invalid_json-measure");
      expect(monitors.monitorOf("invalid_json").node.id).toBe("invalid_json-alert");
      expect(monitors.measureOf("cost_spike")).toBe(monitors.monitorOf("cost_spike"));
    });

    it.each(["invalid_jsn", "rollback_prompt/correctness"])("refuses %s", (alert) => {
      expect(() => monitors.measureOf(alert)).toThrow(
        /alertId: .*allowed: "provider_error_rate", /,
      );
    });
  }, "stack");
});

describe("draft", () => {
  const statuses = (props: Omit<LlmServiceProps<typeof invoiceExtraction>, "service" | "notify">) =>
    Object.values(synthService(invoiceExtraction, props).monitors).map((monitor) => [
      monitor.tags.find((tag) => tag.startsWith("alert:")),
      monitor.tags.includes("alert_role:page"),
      (monitor as { draft_status?: string }).draft_status,
    ]);

  it("makes drafts of the monitors that page, and of no part: those have to be evaluated", () => {
    for (const [, pages, status] of statuses({ draft: true })) {
      expect(status).toBe(pages ? "draft" : undefined);
    }
  });

  it("is said per signal, too, and a signal's own word comes first", () => {
    const found = statuses({ draft: true, signals: { invalid_json: { draft: false } } });
    expect(found).toContainEqual(["alert:invalid_json", true, undefined]);
    expect(found).toContainEqual(["alert:cost_spike", true, "draft"]);
  });
});
