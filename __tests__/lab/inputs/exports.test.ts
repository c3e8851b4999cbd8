import { MetricStore } from "../../../lab/metrics";
import { MonitorEvaluator } from "../../../lab/monitors";
import { monitorsOfExport } from "../../../lab/inputs";
import { exportedMonitor, OTHER_KINDS } from "./exported";
import { START } from "../monitors/world";

const METRIC = "sum(last_5m):sum:web.errors{env:production} by {host}.as_count() > 10";

function evaluatorOf(...exported: unknown[]): MonitorEvaluator {
  const monitors = monitorsOfExport(exported);
  return new MonitorEvaluator({ store: new MetricStore(), monitors, start: START });
}

/** `id reason` of each monitor that is not evaluated, without the excerpt of its query. */
function refusals(...exported: unknown[]): string[] {
  const { unsupported } = evaluatorOf(...exported);
  return unsupported.map(({ monitor, reason }) => `${monitor} ${reason.split("\n")[0]}`);
}

describe("exported monitors", () => {
  it("are evaluated with all that the API adds to them", () => {
    const evaluator = evaluatorOf(exportedMonitor(7, "query alert", METRIC));
    expect(evaluator.unsupported).toEqual([]);
    expect(evaluator.evaluated).toEqual(["7"]);
  });

  it.each([
    "avg(last_5m):avg:system.load.1{env:production} by {host} > 4",
    "max(last_1h):max:system.disk.in_use{*} by {host,device} >= 0.9",
    "min(last_10m):min:web.capacity{env:production} < 2",
    "sum(last_1d):sum:web.orders{*}.as_count() <= 100",
    "percentile(last_15m):p99:web.latency{env:production} by {resource_name} > 2.5",
    "change(avg(last_5m),last_1h):avg:web.queue{*} > 50",
    "pct_change(avg(last_5m),last_1d):avg:web.queue{*} by {queue} > 20",
    "sum(last_10m):sum:web.errors{*}.as_count() / sum:web.hits{*}.as_count() > 0.05",
    "avg(last_5m):avg:web.latency{env:production AND (region:eu OR region:us)} > 2",
    "avg(last_5m):default_zero(avg:web.latency{*}) > 2",
    // As public modules and Datadog's own integrations write them.
    "min(last_5m):default(sum:web.errors{*} by {host}.as_rate(), 0) / 60 * 100 > 5",
    "max(last_5m):avg:web.up{*} != 1",
    "max(last_5m):avg:web.up{*} == 0",
    "avg(last_5m):moving_rollup(default_zero(sum:web.hits{*}.as_rate()), 60, 'avg') > 1",
    "avg(last_5m):max:queue.age{*}.timeshift(-900) > 1",
    "avg(last_5m):sum:queue.size{*}.fill(last, 30) > 1",
    "sum(last_5m):sum:web.errors{*}.as_count() by {host,env} > 10",
    "avg(last_15m):avg:postgresql.percent_usage_connections{*} > 0.9 by {host}",
  ])("of metrics are evaluated: %s", (query) => {
    expect(refusals(exportedMonitor(1, "query alert", query))).toEqual([]);
    expect(refusals(exportedMonitor(1, "metric alert", query))).toEqual([]);
  });

  it.each([
    [
      "avg(last_4h):anomalies(avg:web.hits{*}, 'agile', 3, direction='both', interval=60) >= 1",
      /^1 .*anomalies\(\) is not supported.* column 14$/,
    ],
    [
      "max(next_1w):forecast(avg:system.disk.in_use{*}, 'linear', 1) >= 0.9",
      /^1 .*forecast\(\) is not supported.* column 14$/,
    ],
    [
      "avg(last_1h):outliers(avg:web.latency{*} by {host}, 'DBSCAN', 2) > 0",
      /^1 .*outliers\(\) is not supported.* column 14$/,
    ],
    ["avg(last_5m):top(avg:a{*} by {host}, 5, 'mean', 'desc') > 1", /^1 .*top\(\).* column 14$/],
    ["avg(last_5m):ewma_5(avg:a{*}) > 1", /^1 .*ewma_5\(\) is not supported.* column 14$/],
    ["avg(last_5m):avg:a{*}.as_rate().fill(true) > 1", /^1 .*\.fill\(true\) is.* column 33$/],
    ["avg(last_5m):count_nonzero(avg:a{*} by {host}) > 1", /^1 .*count_nonzero\(\).* column 14$/],
    ["p95(last_5m):avg:a{*} > 1", /^1 The time aggregator p95 is not supported.* column 1$/],
  ])("whose query holds more are refused by name and column: %s", (query, reason) => {
    const [found, ...more] = refusals(exportedMonitor(1, "query alert", query));
    expect(more).toEqual([]);
    expect(found).toMatch(reason);
  });

  it("are grouped by what stands behind the modifiers, or the threshold", () => {
    const groups = (query: string): unknown[] => {
      const store = new MetricStore();
      store.add("count", "e", ["host:a"], 20, START + 30);
      const monitors = monitorsOfExport(exportedMonitor(1, "query alert", query));
      const evaluator = new MonitorEvaluator({ store, monitors, start: START });
      evaluator.advance(START + 60);
      return evaluator.statuses("1").map(({ group }) => group);
    };
    expect(groups("sum(last_5m):sum:e{*}.as_count() by {host} > 10")).toEqual([{ host: "a" }]);
    expect(groups("sum(last_5m):sum:e{*}.as_count() > 10 by {host}")).toEqual([{ host: "a" }]);
  });

  it("of the integrations' files are read, with what Datadog adds to them", () => {
    const definition = exportedMonitor(5, "query alert", METRIC, { avalanche_window: 10 });
    const file = {
      version: 2,
      created_at: "2024-01-01",
      last_updated_at: "2024-01-02",
      title: "High load",
      description: "What it means",
      tags: ["integration:web"],
      definition: { ...definition, recommended_monitor_metadata: { description: "…" } },
    };
    expect(evaluatorOf(file).unsupported).toEqual([]);
    expect(evaluatorOf(file).evaluated).toEqual(["5"]);
    expect(monitorsOfExport(file)[0]?.name).toBe("Monitor 5");
  });

  it.each(OTHER_KINDS)("of the type %s are refused by it", (type, query) => {
    expect(refusals(exportedMonitor(1, type, query))).toEqual([
      `1 Monitors of type "${type}" are not supported by the lab.`,
    ]);
    // The same query under the type of metric monitors, which some kinds share, is refused as well.
    expect(refusals(exportedMonitor(1, "query alert", query))[0]).toMatch(/ at column \d+$/);
  });

  it("meet all that is not supported at once: the options, and the query", () => {
    const monitor = exportedMonitor(1, "query alert", "avg(last_5m):ewma_5(avg:a{*}) > 1", {
      notify_by: ["*"],
      some_day: 5,
      thresholds: { critical: 1, critical_query: "avg:b{*}" },
    });
    expect(refusals(monitor)).toEqual([
      "1 Options that the lab does not support: notify_by (the lab tells of each group by itself), " +
        "some_day (the lab does not know it), critical_query (the lab compares with numbers only).",
      expect.stringMatching(/^1 The function ewma_5\(\)/),
    ]);
  });

  it("with a value that cannot be read are refused, because a default would be evaluated instead", () => {
    const monitor = exportedMonitor(1, "query alert", METRIC, {
      evaluation_delay: "soon",
      on_missing_data: "panic",
      renotify_statuses: ["alert", "shout"],
      require_full_window: "maybe",
      thresholds: { critical: 10, critical_recovery: [5] },
    });
    expect(refusals(monitor)).toEqual([
      '1 Options that the lab does not support: evaluation_delay ("soon" is not a number from 0 to 86400), ' +
        'on_missing_data ("panic" is not default, show_no_data, show_and_notify_no_data, resolve), ' +
        'renotify_statuses (["alert","shout"] is not a list of alert, warn, no data), ' +
        'require_full_window ("maybe" is not true or false), critical_recovery ([5] is not a number).',
    ]);
  });
});

describe("exported composites", () => {
  const member = (id: number): unknown => exportedMonitor(id, "query alert", METRIC);

  it("find their members among the given ones, in whatever order they stand", () => {
    const composite = exportedMonitor(3, "composite", "1 && !2", { on_missing_data: null });
    expect(evaluatorOf(composite, member(1), member(2)).evaluated).toEqual(["1", "2", "3"]);
  });

  it("name a member that is not among them, at its column", () => {
    const composite = exportedMonitor(3, "composite", "1 && (2 || 1)", { on_missing_data: null });
    const log = exportedMonitor(2, ...OTHER_KINDS[0]!);
    const missing = expect.stringMatching(/^3 2 is not among the metric monitors.* column 7$/);
    expect(refusals(composite, member(1))).toEqual([missing]);
    expect(refusals(composite, member(1), log)).toEqual([expect.any(String), missing]);
  });

  it("are refused with options that are documented for other monitors only", () => {
    const composite = exportedMonitor(2, "composite", "1 && 1", {
      timeout_h: 4,
      new_group_delay: 90,
    });
    expect(refusals(member(1), composite)).toEqual([
      expect.stringMatching(/^2 .*: on_missing_data \(.*\), timeout_h \(/),
    ]);
  });
});

describe("a file of exported monitors", () => {
  it("may be one monitor of the web page, which has no id", () => {
    const { id: _id, ...exported } = exportedMonitor(1, "query alert", METRIC);
    expect(monitorsOfExport(exported)).toEqual([
      expect.objectContaining({ id: "Monitor 1", name: "Monitor 1" }),
    ]);
  });

  it.each([
    [[], "There is no monitor in the list."],
    [[null], "Monitor 1 of 1 is no object, but null."],
    [
      { id: 1, name: "a", type: "query alert" },
      'Monitor 1 of 1: "query" is missing; allowed: text',
    ],
    [{ dashboards: [] }, 'Monitor 1 of 1: "name" is missing'],
    [
      [exportedMonitor(1, "query alert", METRIC), exportedMonitor(1, "query alert", METRIC)],
      'Monitor 2 of 2 ("Monitor 1") has the id 1, as "Monitor 1" has',
    ],
  ])("is refused where it holds none, or two under one id: %j", (exported, message) => {
    expect(() => monitorsOfExport(exported)).toThrow(message);
  });
});
