import { backtest, monitorsOfExport, replay } from "../../../lab";
import { exportedMonitor } from "../inputs/exported";

const START = Date.UTC(2026, 5, 2, 12) / 1_000;
/** Two peaks, of 30 and of 70 per five minutes. */
const POINTS = Array.from({ length: 120 }, (_, minute) => ({
  ...{ name: "errors", type: "c", tags: [], sampleRate: 1 },
  values: [minute >= 20 && minute < 30 ? 6 : minute >= 70 && minute < 80 ? 14 : 0],
  timestamp: START + minute * 60 + 30,
}));

const withThreshold = (threshold: number) =>
  monitorsOfExport([
    exportedMonitor(7, "query alert", `sum(last_5m):sum:errors{*}.as_count() > ${threshold}`, {
      thresholds: { critical: threshold, critical_recovery: threshold / 2 },
    }),
  ]);

const pages = (threshold: number): number =>
  replay(withThreshold(threshold), POINTS).alerts.reduce((sum, { times }) => sum + times, 0);

describe("a backtest", () => {
  const rows = backtest(withThreshold(20), POINTS);

  it("says at which thresholds an alert pages, and where it is quiet", () => {
    expect(rows.map(({ threshold, pages: own }) => [threshold, own])).toEqual([
      [10, 2],
      [15, 2],
      [20, 2],
      [30, 1],
      [40, 1],
      [60, 1],
      [100, 0],
    ]);
    expect(rows.filter(({ isOwn }) => isOwn)).toMatchObject([{ threshold: 20 }]);
  });

  it("finds the threshold where the groups stand behind it, too", () => {
    const monitors = monitorsOfExport([
      exportedMonitor(7, "query alert", "sum(last_5m):sum:errors{*}.as_count() > 20 by {host}", {}),
    ]);
    const points = POINTS.map((point) => ({ ...point, tags: ["host:a"] }));
    const found = backtest(monitors, points).map(({ threshold, pages: own }) => [threshold, own]);
    expect(found).toEqual(rows.map(({ threshold, pages: own }) => [threshold, own]));
  });

  it("agrees with a run for each threshold", () => {
    expect(rows.map(({ pages: own }) => own)).toEqual(rows.map((row) => pages(row.threshold)));
  });

  it("says when, and for how long: as the single runs do", () => {
    const periods = rows.map(({ firings, minutes }) => [
      firings.map(({ from, to }) => [from, to]),
      minutes,
    ]);
    expect(periods.slice(2, 4)).toEqual([
      [
        [
          [24, 34],
          [72, 85],
        ],
        23,
      ],
      [[[73, 84]], 11],
    ]);
    for (const row of rows) {
      const [alert] = replay(withThreshold(row.threshold), POINTS).alerts;
      expect(row.firings.at(0)?.from ?? null).toBe(alert!.firedAtMinute);
      expect(row.firings.at(-1)?.to ?? null).toBe(alert!.recoveredAtMinute);
    }
  });

  it("moves the measure of a composite, and not its guard", () => {
    const parts = [
      exportedMonitor(1, "query alert", "sum(last_5m):sum:errors{*}.as_count() > 20"),
      exportedMonitor(2, "query alert", "sum(last_5m):sum:errors{*}.as_count() >= 35"),
      exportedMonitor(3, "composite", "1 && 2", { on_missing_data: null }),
    ];
    const composite = backtest(monitorsOfExport(parts), POINTS).filter(
      ({ signal }) => signal === "Monitor 3",
    );
    expect(composite.map(({ threshold, pages: own }) => [threshold, own])).toEqual([
      [10, 1],
      [15, 1],
      [20, 1],
      [30, 1],
      [40, 1],
      [60, 1],
      [100, 0],
    ]);
  });

  it("goes from strict to lenient also where an alert is below its threshold", () => {
    const monitors = monitorsOfExport([
      exportedMonitor(7, "query alert", "sum(last_5m):sum:errors{*}.as_count() < 20", {
        thresholds: { critical: 20 },
      }),
    ]);
    const found = backtest(monitors, POINTS).map(({ threshold }) => threshold);
    expect(found).toEqual([40, 26.6667, 20, 13.3333, 10, 6.66667, 4]);
  });

  it("moves what the guard of a rate takes for usual, as a declaration does", () => {
    const rate = "sum(last_5m):100 * sum:errors{*}.as_count() / sum:calls{*}.as_count() > 20";
    const guard = (usual: number) =>
      `sum(last_5m):sum:errors{*}.as_count() - ${usual} * sum:calls{*}.as_count() >= 26`;
    const calls = POINTS.map((point) => ({ ...point, name: "calls", values: [20] }));
    const pagesOf = (usual: number) =>
      backtest(
        monitorsOfExport([
          exportedMonitor(1, "query alert", rate, { thresholds: { critical: 20, warning: 10 } }),
          exportedMonitor(2, "query alert", guard(usual)),
          exportedMonitor(3, "composite", "1 && 2", { on_missing_data: null }),
        ]),
        [...POINTS, ...calls].sort((a, b) => a.timestamp - b.timestamp),
      )
        .filter(({ signal }) => signal === "Monitor 3")
        .map(({ pages: own }) => own);
    // Of the smaller peak 30 of 100 fail: 27.5 more than usual at half the threshold, and 25 at the own one.
    expect(pagesOf(0.05)).toEqual([2, 2, 1, 1, 1, 1, 0]);
    // What is not half of the rate that warns was written by somebody else: 24 more, wherever it pages.
    expect(pagesOf(0.06)).toEqual([1, 1, 1, 1, 1, 1, 0]);
  });
});
