import { MetricStore } from "../../../lab/metrics";
import { MonitorEvaluator } from "../../../lab/monitors";
import { monitorOfApi, monitorsOfStack } from "../../../lab/inputs";
import { monitor, START, World } from "../monitors/world";

describe("a monitor of Datadog's API", () => {
  const exported = {
    id: 4_711,
    name: "Errors",
    type: "query alert",
    query: "sum(last_5m):sum:e{*}.as_count() > 10",
    message: "@slack-x",
    tags: ["team:x"],
    priority: 3,
    options: {
      thresholds: { critical: 10, critical_recovery: 5, warning: 8 },
      notify_audit: false,
      require_full_window: true,
      evaluation_delay: 60,
      renotify_interval: 30,
      no_data_timeframe: null,
      silenced: {},
      new_host_delay: 300,
    },
  };

  it("is read with its options, so that an export can be tried", () => {
    expect(monitorOfApi(exported)).toMatchObject({
      id: "4711",
      evaluationDelay: 60,
      requireFullWindow: true,
      renotifyInterval: 1_800,
      priority: 3,
      thresholds: { critical: 10, criticalRecovery: 5, warning: 8 },
      unsupportedOptions: [],
    });
  });

  it("requires no full window unless it says so, unlike Terraform's provider", () => {
    const { options, ...bare } = exported;
    expect(options.require_full_window).toBe(true);
    expect(monitorOfApi(bare).requireFullWindow).toBe(false);
    const [fromTerraform] = monitorsOfStack({ resource: { datadog_monitor: { m: bare } } });
    expect(fromTerraform?.requireFullWindow).toBe(true);
  });

  it("can be the member of a composite, by its number", () => {
    const store = new MetricStore();
    const composite = { id: 2, name: "c", type: "composite", query: "4711 && 4711", message: "" };
    const evaluator = new MonitorEvaluator({
      store,
      monitors: [monitorOfApi(exported), monitorOfApi(composite)],
      start: START,
    });
    expect(evaluator.unsupported).toEqual([]);
    expect(evaluator.evaluated).toEqual(["4711", "2"]);
  });
});

describe("Terraform JSON", () => {
  it("is read with numbers as text, blocks as lists, and its escapes undone", () => {
    const [found] = monitorsOfStack({
      resource: {
        datadog_monitor: {
          m: {
            name: "costs $${5}",
            type: "query alert",
            query: "avg(last_5m):avg:a{*} > 0.5",
            message: "%%{x}",
            monitor_thresholds: [{ critical: "0.5", warning: "0.4" }],
            evaluation_delay: "60",
          },
        },
      },
    });
    expect(found).toMatchObject({
      name: "costs ${5}",
      message: "%{x}",
      thresholds: { critical: 0.5, warning: 0.4 },
      evaluationDelay: 60,
    });
  });

  it("without monitors has none", () => {
    expect(monitorsOfStack({})).toEqual([]);
    expect(monitorsOfStack(null)).toEqual([]);
  });
});

describe("new_group_delay of 0", () => {
  const query = "avg(last_5m):avg:a{*} by {pod} > 1";

  // https://github.com/DataDog/terraform-provider-datadog/issues/1831
  it("is not sent by Terraform's provider, so that Datadog's default holds", () => {
    const [read] = monitorsOfStack({
      resource: { datadog_monitor: { m: monitor(query, { new_group_delay: 0 }) } },
    });
    expect(read?.newGroupDelay).toBeUndefined();
  });

  it("is 0 in an export", () => {
    const read = monitorOfApi({ ...monitor(query), options: { new_group_delay: 0 } });
    expect(read.newGroupDelay).toBe(0);
  });
});

describe("what is not supported", () => {
  it.each([
    ["avg(last_5m):anomalies(avg:a{*}, 'basic', 2) >= 1", /anomalies\(\) is not supported/, 14],
    ["avg(last_5m):avg:a{*}.fill(true) > 1", /\.fill\(true\) is not linear/, 23],
    ["max(next_1w):forecast(avg:a{*}, 'linear', 1) >= 80", /forecast\(\) is not supported/, 14],
    ["avg(current_1d):avg:a{*} > 1", /calendar window of anything but the sum/, 5],
    ["sum(current_1w):sum:a{*}.as_count() > 1", /window current_1w/, 5],
    ["median(last_5m):avg:a{*} > 1", /time aggregator median/, 1],
    [
      "avg(last_5m):sum:a{*}.as_count() / sum:b{*}.as_count() > 1",
      /avg\(\) of as_count\(\) arithmetic/,
      1,
    ],
    ["percentile(last_5m):avg:a{*} > 1", /percentile\(\) needs p50:/, 1],
    ["avg(last_5m):avg:a{*}.rollup(avg, 600) > 1", /rollup longer than the window/, 23],
    ["sum(last_5m):sum:a{*} / month_before(sum:a{*}) > 1", /looks back 29 days/, 5],
    ["avg(last_5m):1 + 1 > 1", /reads no metric/, 16],
    ["avg(last_0m):avg:a{*} > 1", /last_0m is empty/, 5],
    ["avg(last_30s):avg:a{*} > 1", /window last_30s/, 5],
    ["avg(last_5m):avg:a{env:prod,$host} > 1", /\$host is a dashboard's/, 29],
    ["avg(last_5m):avg:a{*} > ", /a number/, 25],
    ['logs("x").index("*").rollup("count").last("5m") > 1', /logs\("…"\) queries/, 1],
  ])(
    "%s is refused by name and column, because silence would look like health",
    (query, reason, column) => {
      const { evaluator } = new World({ m: monitor(query, { type: "query alert" }) });
      expect(evaluator.unsupported).toEqual([
        { monitor: "m", name: "test", reason: expect.stringMatching(reason), column },
      ]);
      expect(evaluator.evaluated).toEqual([]);
    },
  );

  it("names other monitor types and options that change who is told when", () => {
    const query = "avg(last_5m):avg:a{*} > 1";
    const { evaluator } = new World({
      logs: monitor(query, { type: "log alert" }),
      by: monitor(query, { notify_by: ["model"], scheduling_options: [{ custom_schedule: {} }] }),
      fine: monitor(query, { notify_by: [], locked: true, restricted_roles: null }),
    });
    expect(evaluator.unsupported.map(({ reason }) => reason)).toEqual([
      'Monitors of type "log alert" are not supported by the lab.',
      "Options that the lab does not support: notify_by (the lab tells of each group by itself), " +
        "scheduling_options (of calendar windows, the lab evaluates those that begin at midnight UTC).",
    ]);
    expect(evaluator.evaluated).toEqual(["fine"]);
  });

  it("refuses a threshold that differs from the query's, as Datadog does", () => {
    const block = monitor("avg(last_5m):avg:a{*} > 0.65", {
      monitor_thresholds: { critical: "0.66" },
    });
    const { evaluator } = new World({ m: block });
    expect(evaluator.unsupported[0]?.reason).toMatch(/0.65 is not the critical threshold, 0.66/);
  });

  it("names a percentile of a count once there are data, because only then the type is known", () => {
    const world = new World({ m: monitor("percentile(last_5m):p95:a{*} > 1") });
    world.count("a", 0, 1);
    world.advance(5);
    expect(world.evaluator.unsupported).toEqual([
      {
        monitor: "m",
        name: "test",
        reason: expect.stringMatching(/percentiles exist for distributions only/),
        column: 21,
      },
    ]);
  });

  it("refuses to read what the store has dropped, because it would be read as silence", () => {
    const world = new World({ m: monitor("sum(last_5m):sum:a{*}.as_count() > 1") });
    world.count("a", 0, 1);
    world.count("a", 30 * 1_440, 1);
    expect(() => world.advance(30 * 1_440)).toThrow(/30 days ahead: advance more often/);
  });
});
