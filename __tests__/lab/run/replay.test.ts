import { labMatchers, monitorOfApi, readSeries, replay } from "../../../lab";

expect.extend(labMatchers);

/** As Datadog exports it. */
const monitor = monitorOfApi({
  id: 7,
  name: "Errors",
  type: "query alert",
  query: "sum(last_5m):sum:llm.errors{env:production} by {model}.as_count() > 10",
  message: "{{#is_alert}} @slack-a {{/is_alert}}",
  options: { thresholds: { critical: 10 } },
});

/** Two errors a minute from minute 10 to 20, and one per ten minutes else. */
function csv(): string {
  const lines = Array.from({ length: 60 }, (_, minute) => {
    const value = minute >= 10 && minute < 20 ? 5 : minute % 10 === 0 ? 1 : 0;
    const time = new Date(Date.UTC(2026, 5, 1, 12, minute)).toISOString();
    return `${time},llm.errors,${value},"env:production model:gpt-4.1"`;
  });
  return ["time,metric,value,tags", ...lines].join("\n");
}

describe("recorded series", () => {
  it("are evaluated by a team's own monitor, with minutes from the first point", () => {
    const run = replay([monitor], readSeries(csv()));
    expect(run).toFire("Errors", {
      within: "15m",
      group: { model: "gpt-4.1" },
      telling: ["slack-a"],
    });
    expect(run).not.toFire("Errors", { within: "10m" });
    expect(run).toRecover("Errors", { within: "30m" });
    expect(run.ok).toBe(false);
    expect(replay([monitor], readSeries(csv()), { expects: [{ signal: "Errors" }] }).ok).toBe(true);
  });

  it.each([
    ["show_and_notify_no_data", { on_missing_data: "show_and_notify_no_data" }, true],
    ["show_no_data", { on_missing_data: "show_no_data" }, false],
    ["notify_no_data", { notify_no_data: true, no_data_timeframe: 10 }, true],
    ["notify_no_data: false", { notify_no_data: false }, false],
  ])("fire for missing data where the monitor notifies of them: %s", (_name, options, fires) => {
    const watching = monitorOfApi({
      ...{ id: 8, name: "Requests", type: "query alert", message: "@slack-a" },
      query: "avg(last_5m):avg:llm.requests{*} > 1000",
      options,
    });
    const gauges = Array.from({ length: 60 }, (_, minute) => {
      const time = Date.UTC(2026, 5, 1, 12, minute) / 1_000;
      return minute >= 20 && minute < 50 ? [] : [`${time},llm.requests,5,,gauge`];
    });
    const points = readSeries(["time,metric,value,tags,type", ...gauges.flat()].join("\n"));
    const [alert] = replay([watching], points).alerts;
    expect(alert!.noDataAtMinute).toBeGreaterThan(20);
    expect(alert!.firedAtMinute).toBe(fires ? alert!.noDataAtMinute : null);
    expect(alert!.ok).toBe(!fires);
  });

  it("fail a matcher that is told of no such alert, or of a monitor that nobody can evaluate", () => {
    const run = replay([monitor], readSeries(csv()));
    expect(() => expect(run).toFire("Erors")).toThrow("there are: Errors");
    expect(() => expect(run).toStaySilent()).toThrow('Errors {"model":"gpt-4.1"}: fired in minute');
    const query = monitor.query.replace("sum:llm", "anomalies:llm");
    const blind = replay([{ ...monitor, query }], readSeries(csv()));
    expect(blind.ok).toBe(false);
    expect(() => expect(blind).toStaySilent()).toThrow('The lab cannot evaluate "Errors"');
  });

  it.each([
    ["when,metric,value,tags", "Line 1: the header must be"],
    ["time,metric,value,tags\nsoon,llm.errors,1,", "Line 2: the time is neither"],
    ["time,metric,value,tags\n1780358400,llm.errors,x,", "Line 2: the value is no number"],
    ["time,metric,value,tags,type\n1780358400,a,1,,set", "Line 2: the type is not"],
  ])("refuse %j by line", (text, message) => {
    expect(() => readSeries(text)).toThrow(message);
  });

  it("refuse lines without an end, in few words", () => {
    const header = "time,metric,value,tags\n";
    expect(() => readSeries("\0".repeat(2 ** 21))).toThrow(
      /^Line 1: the header must be .{1,200}$/s,
    );
    expect(() => readSeries(`${header}${"1,a,".padEnd(2 ** 21, "1")}`)).toThrow(
      /^Line 2: it is longer than a mebibyte: .{1,200}$/s,
    );
  });

  it("take a header as spreadsheets and pandas write it", () => {
    const text = '"Time","Metric","Value","Tags"\r\n"2026-06-02 12:00:00","a","1","b:c"\r\n';
    expect(readSeries(text)).toMatchObject([
      { name: "a", values: [1], tags: ["b:c"], timestamp: Date.UTC(2026, 5, 2, 12) / 1_000 },
    ]);
    expect(() => readSeries("")).toThrow("Line 1: the file is empty");
  });

  it("take quoted cells, seconds, and the types of the contract", () => {
    const text = 'time,metric,value,tags\n1780358400,llm.latency_ms,12.5,"a:b c:d"\n';
    expect(readSeries(text)).toEqual([
      {
        name: "llm.latency_ms",
        type: "d",
        values: [12.5],
        tags: ["a:b", "c:d"],
        sampleRate: 1,
        timestamp: 1_780_358_400,
      },
    ]);
  });
});

describe("the order of points", () => {
  const HOURS = 60;
  const START = Date.UTC(2026, 5, 1, 12) / 1_000;
  const points = Array.from({ length: HOURS * 60 }, (_, minute) => ({
    ...{ name: "llm.errors", type: "c", sampleRate: 1 },
    values: [minute % 600 < 20 ? 20 : 0],
    tags: ["env:production", `model:${minute % 2}`],
    timestamp: START + minute * 60 + 30,
  }));
  const inOrder = replay([monitor], points);

  it("does not matter: what comes as late as Datadog takes it is read on the way, the rest sorted", () => {
    expect(inOrder.alerts.map(({ times }) => times)).toEqual([6, 6]);
    const late = points.map((point, index) => ({ point, at: index + (index % 7 === 6 ? 55 : 0) }));
    late.sort((a, b) => a.at - b.at);
    expect(
      replay(
        [monitor],
        late.map(({ point }) => point),
      ),
    ).toEqual(inOrder);
    const [first, second, ...rest] = points;
    expect(replay([monitor], [first!, second!, ...rest.reverse()])).toEqual(inOrder);
  });

  it("lets points be read one by one, more than once, and never be held", () => {
    let held = 0;
    const read = {
      *[Symbol.iterator]() {
        held += 1;
        yield* points;
      },
    };
    expect(replay([monitor], read)).toEqual(inOrder);
    expect(held).toBe(2);
  });

  it("says when minute 0 was", () => {
    expect(inOrder.startedAt).toBe("2026-06-01T12:00:00.000Z");
  });
});
