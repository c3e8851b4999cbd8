import { review, type Change } from "../../review";
import { monitor, stackOf } from "./stack";

const REF = "${datadog_monitor.json.id}";

function said(before: object, after: object): string[] {
  const changes = review(stackOf({ json: before }), stackOf({ json: after }));
  return changes.map(({ risk, text }) => `${risk}: ${text}`);
}

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
    const said = (changes: readonly Change[]) =>
      changes.map(({ risk, text }) => `${risk}: ${text}`);
    expect(said(review(guarded, alone))).toEqual([
      "louder: no longer waits for its guards",
      "changed: without the tags alert_role:part, and with the tags alert_role:page",
    ]);
    expect(said(review(alone, guarded))[0]).toBe("quieter: pages only while its guards hold, too");
  });

  test("a monitor at another address is made anew, and the line that keeps it is given", () => {
    const composite = { ...monitor({ name: "Both", tags: [] }), type: "composite", query: REF };
    const kept = monitor({ lifecycle: { create_before_destroy: true } });
    const base = stackOf({ json: kept, both: composite });
    const head = stackOf({
      renamed: kept,
      both: { ...composite, query: REF.replace("json", "renamed") },
    });
    const [change, ...rest] = review(base, head) as [Change, ...Change[]];
    expect(rest).toEqual([]);
    expect(change).toMatchObject({
      risk: "re-created",
      subject: "invalid_json on support-agent",
      hint: '"moved": [{ "from": "datadog_monitor.json", "to": "datadog_monitor.renamed" }]',
    });
  });
});

describe("a resource at another address", () => {
  const others = (from: string, to: string): Record<string, unknown> => ({
    moved: [{ from: `datadog_monitor.${from}`, to: `datadog_monitor.${to}` }],
  });
  const withBlock = (monitors: Record<string, unknown>, top: Record<string, unknown>) => [
    {
      stack: "app",
      content: Buffer.from(JSON.stringify({ resource: { datadog_monitor: monitors }, ...top })),
    },
  ];

  test("is the same where a moved block says so, and its changes are read as such", () => {
    const head = withBlock({ renamed: monitor({ priority: "1" }) }, others("json", "renamed"));
    const changes = review(stackOf({ json: monitor() }), head);
    expect(changes.map(({ risk, text }) => `${risk}: ${text}`)).toEqual([
      "re-routed: priority: 1 instead of 2",
    ]);
  });

  test("has one list of lines where many moved", () => {
    const four = (prefix: string) =>
      Object.fromEntries(
        [1, 2, 3, 4].map((n) => [`${prefix}${n}`, monitor({ name: `M${n}`, tags: [] })]),
      );
    const hints = review(stackOf(four("a")), stackOf(four("b"))).flatMap(({ hint }) => hint ?? []);
    expect(hints).toHaveLength(1);
    expect(hints[0]).toContain('{ from: "datadog_monitor.a4", to: "datadog_monitor.b4" },');
  });

  test("in another stack cannot be moved by a line", () => {
    const head = stackOf({ json: monitor() }).map((one) => ({ ...one, stack: "other" }));
    const [change] = review(stackOf({ json: monitor() }), head);
    expect(change!.hint).toContain("no state reaches across stacks");
  });
});

describe("a monitor that goes while a composite stays", () => {
  const composite = (query: string) =>
    monitor({ name: "Both", type: "composite", tags: [], query });
  const NAMED = "${datadog_monitor.json.id} && ${datadog_monitor.disk.id}";
  const disk = monitor({ name: "Disk", tags: [] });
  const head = stackOf({ disk, both: composite("${datadog_monitor.disk.id}") });

  test.each<[string, object, boolean]>([
    ["is refused", {}, true],
    [
      "is deleted last with create_before_destroy",
      { lifecycle: { create_before_destroy: true } },
      false,
    ],
    ["is deleted all the same with force_delete", { force_delete: true }, false],
  ])("%s", (_what, more, isRefused) => {
    const base = stackOf({ json: { ...monitor(), ...more }, disk, both: composite(NAMED) });
    const refused = review(base, head).filter(({ risk }) => risk === "refused");
    expect(refused.map(({ text }) => text)).toEqual(
      isRefused
        ? [
            'apply fails: Terraform deletes it while monitor "Both" still names it, and Datadog refuses',
          ]
        : [],
    );
  });

  test("is no trouble where the composite goes, too", () => {
    const base = stackOf({ json: monitor(), disk, both: composite(NAMED) });
    expect(review(base, stackOf({ disk })).map(({ risk }) => risk)).not.toContain("refused");
  });
});

describe("modules that are written in another way", () => {
  const reviewed = (before: object, after: object): string[] => {
    const side = (json: object) => [{ stack: "raw", content: Buffer.from(JSON.stringify(json)) }];
    return review(side(before), side(after)).map(({ risk, text }) => `${risk}: ${text}`);
  };
  const plain = { resource: { datadog_monitor: { disk: monitor() } } };

  test.each<[string, object]>([
    ["lists of blocks", { resource: [{ datadog_monitor: [{ disk: [monitor()] }] }] }],
    ["a count of one", { resource: { datadog_monitor: { disk: { ...monitor(), count: 1 } } } }],
  ])("%s say the same", (_what, after) => {
    expect(reviewed(plain, after)).toEqual([]);
    expect(reviewed(after, plain)).toEqual([]);
  });

  test("a local says the same as its value, and its change is read where it is used", () => {
    const withLocal = (owner: string) => ({
      locals: { owner, tag: "team:${local.owner}" },
      resource: {
        datadog_monitor: {
          disk: monitor({ tags: ["${local.tag}", "service:support-agent", "alert:invalid_json"] }),
        },
      },
    });
    expect(reviewed(plain, withLocal("support"))).toEqual(["changed: is new"]);
    expect(reviewed(withLocal("support"), withLocal("search"))).toEqual([
      "re-routed: without the tags team:support, and with the tags team:search",
      "changed: owner: search instead of support",
    ]);
  });

  test("each instance of a map is reviewed by itself", () => {
    const withEach = (levels: object) => ({
      resource: {
        datadog_monitor: {
          queue: {
            for_each: levels,
            name: "Queue ${each.key}",
            type: "query alert",
            query: "avg(last_5m):avg:queue.depth{queue:${each.key}} > ${each.value}",
            message: "Waits. @slack-queues",
          },
        },
      },
    });
    expect(reviewed(withEach({ a: 1, b: 2 }), withEach({ a: 5, c: 2 }))).toEqual([
      "quieter: pages above 5 instead of above 1",
      "quieter: is removed",
      "louder: is new",
    ]);
  });

  test("what is imported is no new alert, and what is forgotten goes on paging", () => {
    const imported = { ...plain, import: [{ to: "datadog_monitor.disk", id: "7" }] };
    expect(reviewed({}, imported)).toEqual([
      "changed: is taken over from Datadog, where its id is 7",
    ]);
    const removed = [{ from: "datadog_monitor.disk", lifecycle: [{ destroy: false }] }];
    expect(reviewed(plain, { removed })).toEqual([
      "changed: is no longer Terraform's, and stays in Datadog",
    ]);
  });

  test("another type cannot be changed in place", () => {
    const log = { resource: { datadog_monitor: { disk: monitor({ type: "log alert" }) } } };
    expect(reviewed(plain, log)).toEqual([
      "re-created: type: log alert instead of query alert, which Terraform can only delete and make anew",
    ]);
  });

  test("a monitor in JSON is read as any other", () => {
    const json = (critical: number) => ({
      resource: {
        datadog_monitor_json: {
          web: {
            monitor: JSON.stringify({
              name: "Web",
              type: "query alert",
              query: `sum(last_5m):sum:web.errors{*}.as_count() > ${critical}`,
              message: "Down. @slack-web",
              options: { thresholds: { critical } },
            }),
          },
        },
      },
    });
    expect(reviewed(json(5), json(9))).toEqual(["quieter: pages above 9 instead of above 5"]);
  });
});

describe("what is no change in meaning", () => {
  test.each<[string, object, object?]>([
    ["order of keys", Object.fromEntries(Object.entries(monitor()).reverse())],
    ["numbers as texts", monitor({ priority: 2, monitor_thresholds: { critical: 2, warning: 1 } })],
    [
      "a block as a list of one",
      monitor({ monitor_thresholds: [{ critical: "2", warning: "1" }] }),
    ],
    ["null for what is not set", monitor({ escalation_message: null, notify_by: [] })],
    [
      "what the provider takes in any case",
      monitor({
        renotify_interval: 0,
        include_tags: true,
        notify_no_data: false,
        new_host_delay: 300,
        timeout_h: 0,
        draft_status: "published",
        no_data_timeframe: 10,
      }),
    ],
    ["the older name of a type", monitor({ type: "metric alert" })],
    ["space around a message", monitor({ message: `\n${monitor()["message"] as string}\n` })],
    ["decimals", monitor({ monitor_thresholds: { critical: "2.0", warning: "1.00" } })],
    ["order of tags", monitor({ tags: [...(monitor()["tags"] as string[])].reverse() })],
    ["CDKTF's comments", { ...monitor(), "//": { metadata: { path: "a/b", uniqueId: "json" } } }],
    [
      "spaces in a query",
      monitor({ query: (monitor()["query"] as string).replace(" / ", "  /  ") }),
    ],
    [
      "order of tags in a query",
      monitor({
        query: (monitor()["query"] as string)
          .replaceAll("{env:prod}", "{env:prod,team:a}")
          .replaceAll("by {model}", "by {model,provider}"),
      }),
      monitor({
        query: (monitor()["query"] as string)
          .replaceAll("{env:prod}", "{team:a AND env:prod}")
          .replaceAll("by {model}", "by {provider, model}"),
      }),
    ],
  ])("%s", (_what, after, before = monitor()) => {
    expect(said(before, after)).toEqual([]);
  });
});
