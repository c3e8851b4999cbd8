import { exportedMonitor as read } from "../../../review/import/exported-monitor";
import { importMonitors } from "../../../review/import/import-monitors";
import { exportedMonitor, OTHER_KINDS } from "../../lab/inputs/exported";

const QUERY = "sum(last_5m):sum:errors{*}.as_count() > 5";

function imported(monitors: readonly unknown[]): Record<string, Record<string, unknown>> {
  return importMonitors(monitors.map(read)).json.resource.datadog_monitor as Record<
    string,
    Record<string, unknown>
  >;
}

describe("monitors of the API as Terraform", () => {
  test("settings keep their values, and what the provider takes for granted is written", () => {
    const one = exportedMonitor(7, "query alert", QUERY, {
      thresholds: { critical: 5, warning: null },
    });
    expect(imported([one])["monitor_7"]).toEqual({
      name: "Monitor 7",
      type: "query alert",
      query: QUERY,
      message: "{{#is_alert}}@pagerduty-search{{/is_alert}}",
      tags: ["team:search", "env:production"],
      priority: 2,
      draft_status: "published",
      monitor_thresholds: { critical: "5" },
      notify_audit: false,
      include_tags: true,
      new_host_delay: 300,
      require_full_window: false,
      renotify_interval: 0,
      timeout_h: 0,
      evaluation_delay: 0,
      notification_preset_name: "hide_handles",
      on_missing_data: "default",
    });
  });

  test("each is imported by its id, so that nothing is created anew", () => {
    const { json, notExpressed } = importMonitors([read(exportedMonitor(7, "query alert", QUERY))]);
    expect(json.import).toEqual([{ to: "datadog_monitor.monitor_7", id: "7" }]);
    // Links to runbooks are no attribute of the provider that the bindings are made for.
    expect(notExpressed).toEqual(['"Monitor 7": assets']);
  });

  test("a composite refers to its members, and a strange member is named", () => {
    const members = [1, 2].map((id) => exportedMonitor(id, "query alert", QUERY));
    const composite = exportedMonitor(3, "composite", "1 && !2 && 99");
    expect(imported([...members, composite])["monitor_3"]!["query"]).toBe(
      "${datadog_monitor.monitor_1.id} && !${datadog_monitor.monitor_2.id} && 99",
    );
    expect(importMonitors([...members, composite].map(read)).notExpressed).toContain(
      '"Monitor 3": member 99 is not among these monitors: it stays a number',
    );
  });

  test("names that Terraform takes, each once; texts that it would read are escaped", () => {
    const named = (name: string) => ({
      ...exportedMonitor(1, "query alert", QUERY),
      name,
      message: "${x} @slack-a",
    });
    const monitors = imported(
      ["5xx errors!", "5xx errors?", "…", "Überlast der Straße", `p95 ${"long ".repeat(20)}`].map(
        named,
      ),
    );
    expect(Object.keys(monitors)).toEqual([
      "monitor_5xx_errors",
      "monitor_5xx_errors_2",
      "monitor_1",
      "uberlast_der_stra_e",
      "p95_long_long_long_long_long_long_long_long_long_long_long",
    ]);
    expect(monitors["monitor_1"]!["message"]).toBe("$${x} @slack-a");
  });

  test.each(OTHER_KINDS)("a %s keeps its query", (type, query) => {
    expect(imported([exportedMonitor(1, type, query)])["monitor_1"]).toMatchObject({ type, query });
  });
});

test.each(["1${file(1)}", 'x"]', "-1", 1.5, NaN, {}, true])(
  "an id that is none is refused, because Terraform would compute it: %j",
  (id) => {
    expect(() => read({ id, name: "n", type: "query alert", query: QUERY })).toThrow(
      'the monitor "n" has the id',
    );
  },
);
