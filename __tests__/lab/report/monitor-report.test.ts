import { monitorsOfStack, replay } from "../../../lab";
import { monitorReports } from "../../../lab/report/monitor-report";

const START = 1_780_401_600;
const point = {
  ...{ name: "llm.requests", type: "c", values: [1], tags: [], sampleRate: 1 },
  timestamp: START,
};
const rate = "sum(last_5m):100 * sum:llm.errors{*}.as_count() / sum:llm.requests{*}.as_count() > 3";
const monitor = (query: string, more: object = {}): object => ({
  ...{ name: query, type: "query alert", query, message: "", monitor_thresholds: {}, ...more },
});

function reportsOf(monitors: Record<string, object>) {
  const own = monitorsOfStack({ resource: { datadog_monitor: monitors } });
  const { recording } = replay(own, [point], { recording: true });
  return monitorReports(recording!);
}

describe("what the report says of a monitor's query", () => {
  it("is the comparison, with the unit of what is measured", () => {
    const [said] = reportsOf({ rate: monitor(rate, { monitor_thresholds: { warning: 2 } }) });
    expect(said).toMatchObject({
      threshold: { comparator: ">", critical: 3, warning: 2 },
      unit: "percent",
    });
  });

  it("is the same where the lab does not evaluate the monitor for an option of it", () => {
    const [said] = reportsOf({ rate: monitor(rate, { group_retention_duration: "2d" }) });
    expect(said).toMatchObject({ threshold: { comparator: ">", critical: 3 }, unit: "percent" });
    expect(said!.groups).toEqual([]);
  });

  it("is nothing where the query is none", () => {
    const [said] = reportsOf({ odd: monitor("sum(last_5m:") });
    expect(said).toMatchObject({ members: [], formula: "", query: "sum(last_5m:" });
    expect(said).not.toHaveProperty("threshold");
  });

  it("is a composite's formula by the letters of its members", () => {
    const both = "${datadog_monitor.rate.id} && !${datadog_monitor.few.id}";
    const reports = reportsOf({
      rate: monitor(rate),
      few: monitor("sum(last_5m):sum:llm.requests{*}.as_count() < 20"),
      both: monitor(both, { type: "composite" }),
    });
    const said = reports.find(({ query }) => query === both);
    expect(said).toMatchObject({ members: ["rate", "few"], formula: "a && !b" });
  });
});
