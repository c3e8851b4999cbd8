import type { AlertOutcome, NotificationSent } from "../../../lab";
import { alertChanges, monitorChanges } from "../../../lab/report/changes";
import type { MonitorReport } from "../../../lab/report/model";
import { chromiumPath } from "../../../scripts/chromium";
import { madeRun, openReport } from "./made-run";

const alert = (more: Partial<AlertOutcome> = {}): AlertOutcome => ({
  ...{ signal: "invalid_json", key: "", monitor: "m", group: { model: "a" }, firedAtMinute: 8 },
  ...{ recoveredAtMinute: 40, times: 1, warnedAtMinute: null, expected: "fire", firesBy: null },
  ...{ value: 3, noDataAtMinute: null, problems: [], ok: true, dependsOnUndocumented: [] },
  ...more,
});
const sent = (more: Partial<NotificationSent> = {}): NotificationSent => ({
  ...{ minute: 8, transition: "triggered", status: "Alert", previous: "OK" },
  ...{ signal: "invalid_json", key: "", group: { model: "a" }, receivers: ["pager"], value: 3 },
  ...{ title: "t", message: "m", unknownVariables: [], neverTold: [] },
  ...more,
});

describe("two runs beside each other", () => {
  const before = { alerts: [alert()], notifications: [sent()] };

  it("show nothing where every alert does what it did", () => {
    expect(alertChanges(before, before)).toEqual([]);
  });

  it.each([
    ["fires later", { alerts: [alert({ firedAtMinute: 20 })], notifications: [sent()] }],
    ["is silent", { alerts: [], notifications: [] }],
    ["tells somebody else", { ...before, notifications: [sent({ receivers: ["chat"] })] }],
  ])("show an alert that %s", (_, after) => {
    expect(alertChanges(after, before)).toHaveLength(1);
    expect(alertChanges(before, after)).toHaveLength(1);
  });

  it("do not show a group that did nothing, and is not there in the other", () => {
    const quiet = alert({ group: { model: "b" }, firedAtMinute: null, recoveredAtMinute: null });
    expect(alertChanges({ ...before, alerts: [alert(), quiet] }, before)).toEqual([]);
  });

  it("show which monitors ask for something else", () => {
    const monitor = (query: string) => ({ id: "m", query }) as MonitorReport;
    const changes = monitorChanges(
      { monitors: [monitor("a > 3")] },
      { monitors: [monitor("a > 2")] },
    );
    expect(changes.map(({ before: then, after }) => [then?.query, after?.query])).toEqual([
      ["a > 2", "a > 3"],
    ]);
  });
});

const executable = chromiumPath();
(executable === undefined ? it.skip : it)(
  "are in one report",
  async () => {
    const before = madeRun([], { alerts: [alert()], notifications: [sent()] });
    const later = sent({ minute: 20 });
    const after = madeRun([], { alerts: [alert({ firedAtMinute: 20 })], notifications: [later] });
    const report = await openReport(executable ?? "", [after], { against: [before] });
    try {
      await report.go("#run=0&tab=compared");
      const cells = await report.page.$$eval(
        "[aria-label='Alerts before and after'] tbody tr > *",
        (all) => all.map((cell) => cell.textContent),
      );
      expect(cells).toEqual([
        "invalid_json",
        "a",
        "Fired +8 min, recovered +40 min; told @pager",
        "Fired +20 min, recovered +40 min; told @pager",
      ]);
      expect(report.complaints).toEqual([]);
    } finally {
      await report.close();
    }
  },
  60_000,
);
