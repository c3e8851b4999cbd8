import { review, type Change } from "../../review";
import { monitor, said, stackOf } from "./stack";

const REF = "${datadog_monitor.json.id}";

describe("the meaning of a change", () => {
  const query = monitor()["query"] as string;

  test.each<[string, Record<string, unknown>, string[]]>([
    [
      "a threshold",
      { query: query.replace("> 2", "> 5"), monitor_thresholds: { critical: "5", warning: "1" } },
      ["quieter: pages above 5 % instead of above 2 %"],
    ],
    [
      "a lower threshold",
      {
        query: query.replace("> 2", "> 1.5"),
        monitor_thresholds: { critical: "1.5", warning: "1" },
      },
      ["louder: pages above 1.5 % instead of above 2 %"],
    ],
    [
      "a comparator",
      { query: query.replace("> 2", ">= 2") },
      ["changed: pages from 2 % instead of above 2 %"],
    ],
    [
      "a window",
      { query: query.replace("last_10m", "last_30m") },
      ["changed: over 30 m instead of 10 m"],
    ],
    [
      "a filter",
      { query: query.replaceAll("env:prod", "env:staging") },
      ["changed: watches env:staging instead of env:prod"],
    ],
    [
      "a warning level",
      { monitor_thresholds: { critical: "2", warning: "1.5" } },
      ["quieter: warns above 1.5 % instead of above 1 %"],
    ],
    [
      "no warning",
      { monitor_thresholds: { critical: "2" } },
      ["quieter: no longer warns above 1 %"],
    ],
    [
      "a recovery level",
      { monitor_thresholds: { critical: "2", warning: "1", critical_recovery: "1" } },
      ["changed: critical recovery: 1 instead of not set"],
    ],
    [
      "a receiver",
      { message: (monitor()["message"] as string).replace("@slack-support", "@pagerduty-support") },
      [
        "re-routed: also tells @pagerduty-support of alerts",
        "re-routed: no longer tells @slack-support of alerts",
      ],
    ],
    [
      "an occasion",
      { message: (monitor()["message"] as string).replaceAll("is_alert", "is_warning") },
      [
        "re-routed: also tells @slack-support of warnings",
        "re-routed: no longer tells @slack-support of alerts",
      ],
    ],
    [
      "the words of the message",
      { message: `Look at the prompt. ${monitor()["message"] as string}` },
      ["cosmetic: its message reads differently"],
    ],
    ["the name", { name: "JSON" }, ["cosmetic: is called: JSON instead of Invalid JSON"]],
    ["the priority", { priority: "1" }, ["re-routed: priority: 1 instead of 2"]],
    ["reminders", { renotify_interval: 30 }, ["louder: reminds every 30 min instead of never"]],
    [
      "the delay of new groups",
      { new_group_delay: 300 },
      ["changed: leaves a new group alone for 300 s instead of as by default"],
    ],
    [
      "the delay for late data",
      { evaluation_delay: 60 },
      ["quieter: waits for late data 60 s instead of 0 s"],
    ],
    [
      "missing data",
      { on_missing_data: "resolve" },
      ["quieter: missing data: resolve instead of not set"],
    ],
    ["a draft", { draft_status: "draft" }, ["quieter: status: draft instead of published"]],
    [
      "the full window",
      { require_full_window: true },
      ["quieter: needs a full window: true instead of false"],
    ],
    [
      "a tag",
      { tags: ["team:search", "service:support-agent", "alert:invalid_json"] },
      ["re-routed: without the tags team:support, and with the tags team:search"],
    ],
    [
      "an attribute that nobody thought of",
      { enable_logs_sample: true },
      ["changed: enable_logs_sample: true instead of false"],
    ],
  ])("%s", (_what, changed, expected) => {
    expect(said(monitor(), monitor(changed))).toEqual(expected);
  });

  test("what ends, in a sentence", () => {
    const before = monitor({ renotify_interval: 60, timeout_h: 2, new_group_delay: 300 });
    expect(said(before, monitor())).toEqual([
      "quieter: never reminds, instead of every 60 min",
      "louder: never resolves by itself, instead of after 2 h",
      "changed: leaves a new group alone as by default instead of for 300 s",
    ]);
  });

  test("what comes and what goes", () => {
    const guard = monitor({ tags: ["alert:invalid_json", "alert_role:part"] });
    const changes = review(
      stackOf({ json: monitor(), guard }),
      stackOf({ other: monitor({ name: "Other", tags: [] }) }),
    );
    expect(changes.map(({ risk, subject, text }) => [risk, subject, text])).toEqual([
      ["quieter", "invalid_json on support-agent", "is removed"],
      ["louder", 'monitor "Other"', "is new"],
      ["changed", "invalid_json on support-agent", "is removed"],
    ]);
  });

  test("an alert that loses its guard pages more, and one that gets it pages less", () => {
    const tags = (role: string) => [
      "service:support-agent",
      "alert:invalid_json",
      `alert_role:${role}`,
    ];
    const measure = { name: "Measure", message: "Part." };
    const guarded = stackOf({
      json: monitor({ ...measure, tags: tags("part") }),
      alert: monitor({ type: "composite", query: REF, tags: tags("page") }),
    });
    const alone = stackOf({ json: monitor({ ...measure, tags: tags("page") }) });
    const saidOf = (changes: readonly Change[]) =>
      changes.map(({ risk, text }) => `${risk}: ${text}`);
    expect(saidOf(review(guarded, alone))).toEqual([
      "louder: no longer waits for its guards",
      "changed: without the tags alert_role:part, and with the tags alert_role:page",
    ]);
    expect(saidOf(review(alone, guarded))[0]).toBe(
      "quieter: pages only while its guards hold, too",
    );
  });
});
