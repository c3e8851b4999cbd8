import { Monitor } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/Monitor";
import { MonitorOptions } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/MonitorOptions";
import { MonitorThresholds } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/MonitorThresholds";
import { monitorOfApi } from "../../../lab/inputs";
import { MONITOR_OPTIONS, THRESHOLD_OPTIONS } from "../../../lab/inputs/monitor-options";
import { monitor, World } from "../monitors/world";

interface ModelClass {
  readonly attributeTypeMap: Readonly<Record<string, { readonly baseName: string }>>;
}

/** The names on the wire of all attributes that Datadog's client knows. */
function attributesOf({ attributeTypeMap }: ModelClass): string[] {
  return Object.values(attributeTypeMap)
    .map(({ baseName }) => baseName)
    .filter((name) => name !== "additionalProperties");
}

const QUERY = "sum(last_5m):sum:e{*} by {host}.as_count() > 10";

/** A value that no default equals, for each option that is evaluated. */
const VALUES: Readonly<Record<string, unknown>> = {
  id: 99,
  name: "n",
  type: "metric alert",
  query: "sum(last_5m):sum:f{*}.as_count() > 10",
  message: "@slack-b",
  tags: ["a:b"],
  priority: 1,
  draft_status: "draft",
  escalation_message: "@slack-c",
  evaluation_delay: 900,
  new_group_delay: 30,
  new_host_delay: 30,
  no_data_timeframe: 7,
  notify_no_data: true,
  on_missing_data: "resolve",
  renotify_interval: 5,
  renotify_occurrences: 5,
  renotify_statuses: ["warn"],
  require_full_window: true,
  timeout_h: 3,
  thresholds: { critical: 11 },
};

describe("the table of options", () => {
  const uses = Object.entries(MONITOR_OPTIONS).filter(
    ([name]) => name !== "options" && name !== "monitor_thresholds",
  );

  it("classifies every attribute that Datadog's client knows, so that none is passed over", () => {
    const known = [...attributesOf(Monitor), ...attributesOf(MonitorOptions)];
    expect(known.length).toBeGreaterThan(45);
    for (const name of known) expect(Object.keys(MONITOR_OPTIONS)).toContain(name);
    for (const name of attributesOf(MonitorThresholds)) {
      expect(Object.keys(THRESHOLD_OPTIONS)).toContain(name);
    }
  });

  it("gives a reason for each that is not evaluated", () => {
    for (const rule of Object.values({ ...MONITOR_OPTIONS, ...THRESHOLD_OPTIONS })) {
      expect(rule.because === undefined).toBe(rule.use === "evaluated");
    }
  });

  it("supports all but these, which change who is told when", () => {
    const names = Object.entries({ ...MONITOR_OPTIONS, ...THRESHOLD_OPTIONS })
      .filter(([, { use }]) => use === "unsupported")
      .map(([name]) => name);
    expect(names).toEqual([
      "matching_downtimes",
      "group_retention_duration",
      "notify_by",
      "scheduling_options",
      "silenced",
      "variables",
      "critical_query",
      "critical_recovery_query",
    ]);
  });

  it("is tried out with a value for each that is evaluated: a new one needs its own in VALUES", () => {
    const evaluated = uses.filter(([, { use }]) => use === "evaluated").map(([name]) => name);
    expect(evaluated.sort()).toEqual(Object.keys(VALUES).sort());
  });

  it.each(uses)("does with %s what it says", (name, { use, because }) => {
    const plain = { id: 1, name: "m", type: "query alert", query: QUERY, message: "@slack-a" };
    const without = monitorOfApi(plain);
    const value = use === "evaluated" ? VALUES[name] : { anything: 1 };
    expect(value).toBeDefined();
    const set = monitorOfApi({ ...plain, options: { [name]: value }, [name]: value });
    if (use === "evaluated") expect(set).not.toEqual(without);
    if (use === "irrelevant") expect(set).toEqual(without);
    expect(set.unsupportedOptions).toEqual(use === "unsupported" ? [`${name} (${because})`] : []);
  });
});

// https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor, …/monitors/configuration/#evaluation-delay
it.each([
  ["evaluation_delay", 86_401, "a number from 0 to 86400"],
  ["evaluation_delay", -60, "a number from 0 to 86400"],
  ["timeout_h", 25, "a number from 0 to 24"],
  ["new_group_delay", -1, "a number from 0"],
  ["new_host_delay", "-1", "a number from 0"],
  ["no_data_timeframe", -1, "a number from 0"],
  ["renotify_interval", -5, "a number from 0"],
  ["renotify_occurrences", -1, "a number from 0"],
  ["priority", 9, "a number from 1 to 5"],
])("%s of %s is refused, because Datadog takes no such monitor", (name, value, wanted) => {
  const plain = { id: 1, name: "m", type: "query alert", query: QUERY, message: "" };
  const { unsupportedOptions } = monitorOfApi({ ...plain, options: { [name]: value } });
  expect(unsupportedOptions).toEqual([`${name} (${JSON.stringify(value)} is not ${wanted})`]);
});

describe("options of exported monitors", () => {
  it("let a draft fire, and tell nobody", () => {
    const block = monitor("sum(last_5m):sum:e{*}.as_count() > 10", {
      message: "@slack-a",
      draft_status: "draft",
    });
    const world = new World({ m: block, published: { ...block, draft_status: "published" } });
    world.count("e", 1, 20);
    world.advance(3);
    const told = world.evaluator.events.map((event) => [
      event.monitor,
      event.to,
      event.notification?.receivers,
    ]);
    expect(told).toEqual([
      ["m", "Alert", []],
      ["published", "Alert", ["slack-a"]],
    ]);
  });

  // https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/monitor
  it.each([
    ["5 minutes", {}, 6],
    ["what new_host_delay says", { new_host_delay: 120 }, 3],
    ["what new_group_delay says, if not 0", { new_host_delay: 120, new_group_delay: 240 }, 5],
    ["none where both are 0", { new_host_delay: 0, new_group_delay: 0 }, 1],
  ])("leave a new host %s before it is evaluated", (_delay, options, minute) => {
    const world = new World({ m: monitor(QUERY, options) });
    for (let at = 0; at < 20; at += 1) world.count("e", at + 0.5, 20, "host:a");
    world.advance(20);
    expect(world.story()[0]).toBe(`${minute}: OK>Alert`);
  });
});
