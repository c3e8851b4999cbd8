import fc from "../../support/fast-check";
import type { AlertOutcome, BacktestRow, NotificationSent, Run } from "../../../lab";
import { sentFor } from "../../../lab/run";
import { chromiumPath } from "../../../scripts/chromium";
import { madeRun, openReport, type OpenedReport } from "./made-run";

const executable = chromiumPath();
const describeInBrowser = executable === undefined ? describe.skip : describe;

const minute = fc.option(fc.integer({ min: -20, max: 90 }));
const identity = fc.record({
  // Few of each, so that alerts share a signal, or a signal and a group, and differ in the key.
  signal: fc.constantFrom("eval_regression", "invalid_json"),
  key: fc.constantFrom("", "correctness", "safety"),
  group: fc.constantFrom({}, { model: "a" }, { model: "b" }),
});
const alert = fc
  .record({ identity, firedAtMinute: minute, warnedAtMinute: minute, recoveredAtMinute: minute })
  .map(({ identity: who, firedAtMinute, ...rest }): AlertOutcome => ({
    ...{ ...who, ...rest, firedAtMinute, monitor: "m", times: firedAtMinute === null ? 0 : 1 },
    ...{ expected: firedAtMinute === null ? "silence" : "fire", firesBy: null, value: null },
    ...{ noDataAtMinute: null, problems: [], ok: true, dependsOnUndocumented: [] },
  }));
const notification = fc
  .record({ identity, receivers: fc.uniqueArray(fc.constantFrom("pager", "chat", "mail")) })
  .map(({ identity: who, receivers }): NotificationSent => ({
    ...{ ...who, receivers, minute: 3, transition: "triggered", status: "Alert" },
    ...{ previous: "OK", value: 1, title: "t", message: "m", unknownVariables: [], neverTold: [] },
  }));
const runs = fc.sample(
  fc.record({
    alerts: fc.uniqueArray(alert, {
      selector: (one) => JSON.stringify([one.signal, one.key, one.group]),
    }),
    notifications: fc.array(notification, { maxLength: 6 }),
  }),
  { numRuns: 15, seed: 7 },
);

const sign = (value: number): string =>
  value === 0 ? "at once" : `${value < 0 ? "−" : "+"}${durationOf(Math.abs(value))}`;
const durationOf = (value: number): string => {
  if (value < 60) return `${value} min`;
  return value % 60 === 0 ? `${value / 60} h` : `${Math.floor(value / 60)} h ${value % 60} min`;
};

/** What the row of an alert has to say, from the run alone. */
function expectedRow(one: AlertOutcome, { notifications }: Run): string[] {
  const told = new Set<string>();
  for (const sent of notifications) {
    const isOwn =
      sent.signal === one.signal &&
      sent.key === one.key &&
      JSON.stringify(sent.group) === JSON.stringify(one.group);
    if (isOwn) for (const receiver of sent.receivers) told.add(`@${receiver}`);
  }
  const recovery =
    one.recoveredAtMinute === null ? "not recovered" : `recovered ${sign(one.recoveredAtMinute)}`;
  const did =
    one.firedAtMinute === null
      ? `Warned ${sign(one.warnedAtMinute ?? 0)}`
      : `Fired ${sign(one.firedAtMinute)}, ${recovery}`;
  return [
    one.key === "" ? one.signal : `${one.signal} · ${one.key}`,
    Object.values(one.group)[0] ?? "whole service",
    one.expected === "fire" ? "Fire" : "Stay silent",
    did,
    [...told].join(" ") || "nobody",
    "✓ as expected",
  ];
}

describeInBrowser("the table of alerts", () => {
  let report: OpenedReport;
  const made = runs.map((part, at) => madeRun([], { ...part, scenario: `run-${at}` }));
  beforeAll(async () => {
    report = await openReport(executable ?? "", made);
  }, 60_000);
  afterAll(() => report.close());

  it("says in every cell what the run holds", async () => {
    for (const [index, run] of made.entries()) {
      await report.go(`#run=${index}&tab=summary`);
      await report.page.waitForSelector(`.eyebrow:has-text("run-${index}")`);
      const rows = await report.page.$$eval("[aria-label=Alerts] tbody tr", (all) =>
        all.map((row) => [...row.children].map((cell) => cell.textContent)),
      );
      const wanted = run.alerts
        .filter((one) => one.firedAtMinute !== null || one.warnedAtMinute !== null)
        .map((one) => expectedRow(one, run));
      expect([index, rows.sort()]).toEqual([index, wanted.sort()]);
    }
    expect(report.complaints).toEqual([]);
  }, 60_000);
});

const rows = fc
  .uniqueArray(
    fc.record({
      signal: fc.constantFrom("eval_regression", "invalid_json"),
      key: fc.constantFrom("", "safety"),
      threshold: fc.integer({ min: 1, max: 900 }),
      firings: fc.array(
        fc.record({
          from: fc.integer({ min: 0, max: 100 }),
          lasts: fc.integer({ min: 1, max: 19 }),
          model: fc.constantFrom("a", "b"),
        }),
        { maxLength: 3 },
      ),
    }),
    { selector: ({ signal, key, threshold }) => `${signal} ${key} ${threshold}`, maxLength: 9 },
  )
  .map((all) =>
    all.map(({ firings, ...row }, index): BacktestRow => {
      const periods = firings.map(({ from, lasts, model }) => {
        return { group: { model }, from, to: from + lasts };
      });
      const minutes = firings.reduce((sum, { lasts }) => sum + lasts, 0);
      return { ...row, isOwn: index === 0, pages: firings.length, minutes, firings: periods };
    }),
  );
const backtests = fc.sample(rows, { numRuns: 10, seed: 7 });

/** What the table of an alert's thresholds has to say, of alerts that page at any. */
function expectedThresholds(all: readonly BacktestRow[]): string[][] {
  const isLoud = (row: BacktestRow): boolean =>
    all.some((one) => one.signal === row.signal && one.key === row.key && one.pages > 0);
  return all.filter(isLoud).map(({ threshold, isOwn, pages, minutes, firings }) => {
    const models = new Set(firings.map(({ group }) => group["model"]));
    const lasted = `${durationOf(minutes)}${models.size > 1 ? "2 groups" : ""}`;
    return [`${threshold}${isOwn ? "now" : ""}`, String(pages), pages === 0 ? "–" : lasted];
  });
}

describeInBrowser("the pages of all runs, and of a backtest", () => {
  let report: OpenedReport;
  const made = runs.map((part, at) => {
    const run = madeRun([], { ...part, scenario: `run-${at}`, ok: at % 2 === 0 });
    const thresholds = backtests[at % backtests.length]!;
    return { ...run, recording: { ...run.recording!, thresholds } };
  });
  beforeAll(async () => {
    report = await openReport(executable ?? "", made);
  }, 60_000);
  afterAll(() => report.close());

  const cells = (selector: string): Promise<string[][]> =>
    report.page.$$eval(selector, (all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent)),
    );

  it("list in every row what the run holds", async () => {
    await report.page.waitForSelector(".overview");
    const wanted = made.map(({ scenario, alerts, notifications, ok }) => {
      const first = new Map<string, number>();
      for (const { signal, firedAtMinute: at } of alerts) {
        if (at !== null) first.set(signal, Math.min(at, first.get(signal) ?? at));
      }
      const fired = [...first].sort(([, a], [, b]) => a - b);
      const shown = fired.map(([signal, minute]) => `${signal} ${sign(minute)}`).join("") || "none";
      const verdict = ok ? "✓ as expected" : "✗ not expected";
      return [`${scenario}made`, shown, String(notifications.length), verdict];
    });
    expect(await cells(".overview tbody tr")).toEqual(wanted);
  });

  it("say of every threshold how often and how long it would page", async () => {
    for (const [index, { recording }] of made.slice(0, backtests.length).entries()) {
      await report.go(`#run=${index}&tab=thresholds`);
      await report.page.waitForSelector(`.eyebrow:has-text("run-${index}")`);
      const found = await cells(".thresholds tbody tr:not(.axis-row)");
      const wanted = expectedThresholds(recording.thresholds).map((row) => row.join());
      expect(found.map((row) => row.slice(0, 3).join()).sort()).toEqual(wanted.sort());
      const drawn = await report.page.$$eval(".thresholds .strip", (all) =>
        all.map((strip) => strip.querySelectorAll(".segment.alert").length > 0),
      );
      expect(drawn).toEqual(found.map(([, pages]) => pages !== "0"));
    }
    expect(report.complaints).toEqual([]);
  }, 60_000);
});

describe("the notifications of an alert", () => {
  it("are those of its signal, its key and its group", () => {
    const one = { signal: "eval_regression", key: "safety", group: { model: "a" } };
    const sent = fc.sample(notification, { numRuns: 200, seed: 3 });
    const found = sentFor(one, sent);
    expect(found.length).toBeGreaterThan(0);
    for (const { signal, key, group } of found) expect({ signal, key, group }).toEqual(one);
    const others = sent.filter((each) => !found.includes(each));
    expect(others.some(({ key, signal }) => signal === one.signal && key !== one.key)).toBe(true);
    expect(
      others.some(
        ({ signal, key, group }) => JSON.stringify({ signal, key, group }) === JSON.stringify(one),
      ),
    ).toBe(false);
  });
});
