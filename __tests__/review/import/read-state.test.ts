import { exportedMonitor } from "../../../review/import/exported-monitor";
import { monitorsOfState } from "../../../review/import/read-state";

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

test("refuses what is no state", () => {
  expect(() => monitorsOfState([{ id: 1 }])).toThrow("no Terraform state");
});
