import { LlmService, type LlmServiceProps } from "../../constructs";
import { supportAgent } from "../../examples/services";
import { monitorsOfStack, play, scenario } from "../../lab";
import { monitorBody, unparsedPaths } from "../support/datadog-api";
import { monitorProblems } from "../support/monitor-rules";
import { refusedPaths } from "../support/refusals";
import { synthService, type SynthesizedMonitor, type SynthesizedStack } from "../support/synth";

const notify = { alert: ["@pagerduty-a"], warning: ["@slack-w"] };

function synth(props: Omit<LlmServiceProps<typeof supportAgent>, "service" | "notify">) {
  return synthService(supportAgent, { notify, ...props });
}

/** The monitors that page, by signal; of several alerts of a signal, one. */
function paging(stack: SynthesizedStack): Record<string, SynthesizedMonitor> {
  return Object.fromEntries(
    Object.values(stack.monitors)
      .filter(({ tags }) => tags.includes("alert_role:page"))
      .map((monitor) => [
        monitor.tags.find((tag) => tag.startsWith("signal:"))!.slice("signal:".length),
        monitor,
      ]),
  );
}

function intervals(stack: SynthesizedStack): Record<string, number | undefined> {
  return Object.fromEntries(
    Object.entries(paging(stack)).map(([signal, monitor]) => [signal, monitor.renotify_interval]),
  );
}

describe("renotify", () => {
  const everything = synth({
    renotify: {
      every: "90m",
      times: 3,
      statuses: ["alert", "warn"],
      to: ["@pagerduty-lead"],
      text: "Nobody acts: ${x} {{y}}.",
    },
  });

  it("writes Datadog's attributes on every monitor that pages, and on no part", () => {
    for (const monitor of Object.values(paging(everything))) {
      expect(monitor).toMatchObject({
        renotify_interval: 90,
        renotify_occurrences: 3,
        renotify_statuses: ["alert", "warn"],
      });
      expect(unparsedPaths(monitorBody(monitor), "Monitor")).toEqual([]);
    }
    expect(
      Object.values(everything.monitors).flatMap((one) => monitorProblems(one, everything)),
    ).toEqual([]);
  });

  it("says first that it is a reminder, with the text as typed, and names whom it adds", () => {
    const { message } = paging(everything)["invalid_json"]!;
    expect(message.startsWith("{{#is_renotify}}\n**Reminder:** Nobody acts: $${x} { {y}}.")).toBe(
      true,
    );
    expect(message).toContain("\n{{#is_renotify}} @pagerduty-lead {{/is_renotify}}\n");
    expect(message).toContain(
      "{{#is_alert_recovery}} @pagerduty-a @slack-w {{/is_alert_recovery}}",
    );
  });

  it("repeats P1 and P2 until someone acts, and nothing that can wait", () => {
    const found = Object.values(paging(synth({})));
    const of = (priority: string) =>
      new Set(found.filter((one) => one.priority === priority).map((one) => one.renotify_interval));
    expect([of("1"), of("2"), of("3")]).toEqual([
      new Set([30]),
      new Set([120]),
      new Set([undefined]),
    ]);
  });

  it("is off where the service says so", () => {
    const stack = synth({ renotify: false });
    expect(Object.values(intervals(stack)).filter(Boolean)).toEqual([]);
    expect(paging(stack)["invalid_json"]!.message).not.toContain("is_renotify");
  });

  it("reminds of alerts and of missing data, as Datadog does, until someone acts", () => {
    const monitor = paging(synth({ renotify: { every: "30m" } }))["invalid_json"]!;
    expect(monitor.renotify_statuses).toEqual(["alert", "no data"]);
    expect(monitor).not.toHaveProperty("renotify_occurrences");
    expect(monitor.message).toContain("**Reminder:** This alert is still open.");
  });

  it("may differ by priority, and a signal's own setting comes first", () => {
    const stack = synth({
      renotify: { 1: { every: "10m" }, 2: { every: "1h" }, 3: false },
      signals: {
        invalid_json: { renotify: { every: "20m" } },
        tool_failure_rate: { priority: 2, renotify: false },
        cost_spike: { priority: 1 },
        rollback_prompt: { renotify: { every: "24h" } },
      },
    });
    expect(intervals(stack)).toMatchObject({
      cost_spike: 10,
      eval_regression: 60,
      invalid_json: 20,
      rollback_prompt: 1440,
    });
    expect(intervals(stack)["tool_failure_rate"]).toBeUndefined();
    expect(intervals(stack)["latency_p95"]).toBeUndefined();
  });

  it("reaches the lead in the lab, once the first alert has waited", () => {
    const stack = synth({ renotify: { every: "10m", times: 1, to: ["@pagerduty-lead"] } });
    const run = play(
      { service: supportAgent, monitors: monitorsOfStack(JSON.parse(stack.text)) },
      scenario("prompt-regression"),
    );
    const told = run.notifications.filter(({ signal }) => signal === "invalid_json");
    const reminders = told.filter(({ receivers }) => receivers.includes("pagerduty-lead"));
    expect(reminders).toHaveLength(1);
    expect(reminders[0]!.message).toMatch(/^\*\*Reminder:\*\* This alert is still open\./);
    expect(reminders[0]!.minute).toBe(told.find(({ status }) => status === "Alert")!.minute + 10);
  });
});

describe("wrong reminders", () => {
  const EVERY = { every: "30m" };
  it.each<[string, object]>([
    ["renotify", { renotify: "30m" }],
    ["renotify.every", { renotify: {} }],
    ["renotify.every", { renotify: { every: "15m" } }],
    ["renotify.every", { renotify: { every: 30 } }],
    ["renotify.times", { renotify: { ...EVERY, times: 0 } }],
    ["renotify.statuses[0]", { renotify: { ...EVERY, statuses: ["warning"] } }],
    ["renotify.statuses", { renotify: { ...EVERY, statuses: [] } }],
    ["renotify.to[0]", { renotify: { ...EVERY, to: ["lead"] } }],
    ["renotify.text", { renotify: { ...EVERY, text: "ask @lead" } }],
    ["renotify.until", { renotify: { ...EVERY, until: "acknowledged" } }],
    ["renotify.6", { renotify: { 1: EVERY, 6: EVERY } }],
    ["renotify.1.every", { renotify: { 1: { every: "7m" } } }],
    ["signals.invalid_json.renotify.every", { signals: { invalid_json: { renotify: {} } } }],
    ["signals.rollback_prompt.renotify", { signals: { rollback_prompt: { renotify: true } } }],
  ])("are refused by name: %s %j", (path, props) => {
    const given = { service: supportAgent, notify, ...props } as LlmServiceProps;
    expect(refusedPaths((own) => void new LlmService(own, "llm", given))).toEqual([path]);
  });
});
