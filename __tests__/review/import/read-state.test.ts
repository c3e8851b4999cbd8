import { exportedMonitor } from "../../../review/import/exported-monitor";
import { monitorsOfState, othersOfState } from "../../../review/import/read-state";

const ATTRIBUTES = {
  id: "77",
  name: "Disk",
  type: "query alert",
  query: "avg(last_5m):avg:disk{*} > 9",
  message: "@slack-a",
  tags: ["team:a"],
  priority: "",
  monitor_thresholds: [{ critical: "9", warning: "", ok: null }],
  monitor_threshold_windows: [],
  scheduling_options: [
    { custom_schedule: [{ recurrence: [{ rrule: "FREQ=DAILY", start: "", timezone: "UTC" }] }] },
  ],
  variables: [],
  require_full_window: false,
  validate: null,
  force_delete: false,
};

const EXPECTED = {
  name: "Disk",
  type: "query alert",
  query: "avg(last_5m):avg:disk{*} > 9",
  message: "@slack-a",
  tags: ["team:a"],
  monitor_thresholds: { critical: "9" },
  scheduling_options: { custom_schedule: { recurrence: { rrule: "FREQ=DAILY", timezone: "UTC" } } },
  require_full_window: false,
};

test.each([
  [
    "a state file",
    {
      version: 4,
      resources: [
        { mode: "data", type: "datadog_monitor", name: "read", instances: [{ attributes: {} }] },
        {
          mode: "managed",
          module: "module.alerts",
          type: "datadog_monitor",
          name: "disk",
          instances: [{ index_key: "a", attributes: ATTRIBUTES }],
        },
        { mode: "managed", type: "aws_s3_bucket", name: "x", instances: [] },
      ],
    },
    'module.alerts.datadog_monitor.disk["a"]',
  ],
  [
    "what terraform show -json prints",
    {
      values: {
        root_module: {
          child_modules: [
            {
              resources: [
                {
                  address: "module.alerts.datadog_monitor.disk",
                  mode: "managed",
                  type: "datadog_monitor",
                  values: ATTRIBUTES,
                },
              ],
            },
          ],
        },
      },
    },
    "module.alerts.datadog_monitor.disk",
  ],
])("reads the monitors of %s", (_what, json, address) => {
  const [found, ...others] = monitorsOfState(json);
  expect(others).toEqual([]);
  expect(found!.address).toBe(address);
  const { id, attributes, notExpressed } = exportedMonitor(found!.monitor);
  expect({ id, attributes, notExpressed }).toEqual({
    id: "77",
    attributes: EXPECTED,
    notExpressed: [],
  });
});

test("counts what else of Datadog's stands in a module", () => {
  const resource = (type: string, more: object = {}) => ({ type, mode: "managed", ...more });
  const own = ["datadog_monitor", "datadog_dashboard", "datadog_dashboard", "aws_instance"];
  const gone = [
    resource("datadog_dashboard", { mode: "data" }),
    resource("datadog_dashboard", { deposed_key: "b9a1c8d3" }),
  ];
  const resources = [...own.map((type) => resource(type)), ...gone];
  const state = { values: { root_module: { child_modules: [{ resources }] } } };
  expect([...othersOfState(state)]).toEqual([["datadog_dashboard", 2]]);
});

/** The monitors of a state file with one resource. */
function stateOf(type: string, ...instances: readonly object[]) {
  return monitorsOfState({ resources: [{ mode: "managed", type, name: "one", instances }] });
}

describe("of a state file", () => {
  test("a monitor that was written as JSON is read as the API has it", () => {
    const monitor = '{"name":"Disk","type":"query alert","query":"q","options":{"timeout_h":2}}';
    const [found] = stateOf("datadog_monitor_json", {
      attributes: { id: "7", monitor, url: "/x" },
    });
    expect(found).toEqual({
      address: "datadog_monitor_json.one",
      monitor: {
        id: "7",
        name: "Disk",
        type: "query alert",
        query: "q",
        options: { timeout_h: 2 },
      },
    });
    expect(() => stateOf("datadog_monitor_json", { attributes: { monitor: "{" } })).toThrow(
      "datadog_monitor_json.one: its monitor is no JSON: ",
    );
  });

  test("what Terraform is about to delete is no monitor any more", () => {
    const found = stateOf(
      "datadog_monitor",
      { index_key: 0, attributes: ATTRIBUTES },
      { index_key: 0, deposed: "b9a1c8d3", attributes: { ...ATTRIBUTES, id: "78" } },
    );
    expect(found.map(({ address }) => address)).toEqual(["datadog_monitor.one[0]"]);
  });

  test.each([
    [{ day_starts: "04:00", hour_starts: 0, month_starts: 0 }, { day_starts: "04:00" }],
    [
      { day_starts: "04:00", hour_starts: 0, month_starts: 1 },
      { day_starts: "04:00", month_starts: 1 },
    ],
    [{ day_starts: "", hour_starts: 0, month_starts: 0 }, { hour_starts: 0 }],
    [{ day_starts: "", hour_starts: 30, month_starts: 0 }, { hour_starts: 30 }],
  ])("a number that is not set is no 0: %j", (window, expected) => {
    const scheduling_options = [{ evaluation_window: [window], custom_schedule: [] }];
    const [found] = stateOf("datadog_monitor", {
      attributes: { ...ATTRIBUTES, scheduling_options },
    });
    expect(exportedMonitor(found!.monitor).attributes["scheduling_options"]).toEqual({
      evaluation_window: expected,
    });
  });

  test("queries come with the blocks that are set", () => {
    const query = {
      name: "a",
      data_source: "logs",
      indexes: [],
      search: [{ query: "*" }],
      compute: [{ aggregation: "count", interval: 0, metric: "" }],
      group_by: [
        { facet: "host", limit: 10, sort: [{ order: "desc", aggregation: "count", metric: "" }] },
      ],
    };
    const cost = { name: "b", data_source: "cloud_cost", query: "sum:c{*}", aggregator: "sum" };
    const variables = [{ event_query: [query], cloud_cost_query: [cost] }];
    const [found] = stateOf("datadog_monitor", { attributes: { ...ATTRIBUTES, variables } });
    const { attributes, notExpressed } = exportedMonitor(found!.monitor);
    expect(notExpressed).toEqual([]);
    expect(attributes["variables"]).toEqual({
      event_query: [
        {
          name: "a",
          data_source: "logs",
          search: [{ query: "*" }],
          compute: [{ aggregation: "count" }],
          group_by: [{ facet: "host", limit: 10, sort: [{ order: "desc", aggregation: "count" }] }],
        },
      ],
      cloud_cost_query: [cost],
    });
  });
});

test("refuses what is no state", () => {
  expect(() => monitorsOfState([{ id: 1 }])).toThrow("no Terraform state");
});
