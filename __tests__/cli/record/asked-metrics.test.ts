import { askedMetrics } from "../../../cli/record/asked-metrics";
import { monitorsOfExport } from "../../../lab";
import { exportedMonitor } from "../../lab/inputs/exported";

describe("what is asked of Datadog", () => {
  it.each([
    ["a percentile", "percentile(last_5m):p95:work.ms{*} > 9000"],
    [
      "how many values lie beyond a limit",
      "sum(last_5m):count(v: v>8000):work.ms{*}.as_count() > 9",
    ],
  ])("names the monitors that read %s, of which a query says nothing", (_what, query) => {
    const monitors = monitorsOfExport(exportedMonitor(1, "query alert", query));
    const [asked] = askedMetrics(monitors);
    expect(asked).toMatchObject({ type: "distribution", ofValues: [monitors[0]?.name] });
  });

  it("names none that reads totals", () => {
    const query = "sum(last_5m):sum:work.done{*}.as_count() > 9";
    const [asked] = askedMetrics(monitorsOfExport(exportedMonitor(1, "query alert", query)));
    expect(asked).toMatchObject({ type: "count", ofValues: [] });
  });
});
