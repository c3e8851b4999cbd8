import { chromiumPath } from "../../../../scripts/chromium";
import { madeRun, openReport, START, type OpenedReport } from "../made-run";
import { dashboardOf, OBJECTIVES, UNKNOWN, VARIABLES } from "./dashboards";
import { CHANGES, SAME } from "./pairs";

const executable = chromiumPath();
const describeInBrowser = executable === undefined ? describe.skip : describe;

describeInBrowser("widgets", () => {
  let report: OpenedReport;
  beforeAll(async () => {
    const dashboards = [
      dashboardOf("changes", CHANGES),
      dashboardOf("same", SAME),
      VARIABLES,
      UNKNOWN,
      ...OBJECTIVES,
    ];
    report = await openReport(executable ?? "", [madeRun(dashboards)]);
  }, 60_000);
  afterAll(() => report.close());

  const drawn = async (tab: string): Promise<string[]> => {
    await report.go(`#run=0&tab=${tab}`);
    return report.page.$$eval("[data-widget]", (all) =>
      all.map((widget) => {
        const pictures = [...widget.querySelectorAll("canvas")].map((one) => one.toDataURL());
        const html = widget.outerHTML.replace(/(id|aria-labelledby)="[^"]*"/g, "");
        return html + pictures.join();
      }),
    );
  };

  it("look otherwise with each key that is said to be drawn", async () => {
    const all = await drawn("changes");
    expect(all).toHaveLength(2 * CHANGES.length);
    const unchanged = CHANGES.filter((_, at) => all[2 * at] === all[2 * at + 1]);
    expect(unchanged.map(([name]) => name)).toEqual([]);
    expect(all.filter((html) => html.includes('data-message="problem"'))).toEqual([]);
  }, 30_000);

  it("look the same, whichever form their request has", async () => {
    const all = await drawn("same");
    const different = SAME.filter((_, at) => all[2 * at] !== all[2 * at + 1]);
    expect(different.map(([name]) => name)).toEqual([]);
  });

  it("are filtered by the tag that a variable is of, from its default on", async () => {
    await report.go("#run=0&tab=variables");
    const series = await report.page.$$eval("[data-widget]", (all) =>
      all.map((widget) => [...widget.querySelectorAll("tbody th")].map((one) => one.textContent)),
    );
    expect(series).toEqual([
      ["staging"],
      ["prod", "prod-eu"],
      ["prod"],
      ["prod", "prod-eu", "staging"],
    ]);
    const offered = await report.page.$$eval("[data-variable=offered] input", (all) =>
      all.map((input) => (input as HTMLInputElement).value),
    );
    expect(offered).toEqual(["*", "elsewhere", "prod"]);
  });

  it("name in their place what is not drawn", async () => {
    await report.go("#run=0&tab=unknown");
    const texts = await report.page.$$eval("[data-widget]", (all) =>
      all.map((one) => one.textContent),
    );
    expect(texts).toEqual([
      expect.stringContaining("Not drawn: events."),
      expect.stringContaining("A log_query is not supported by the lab."),
      expect.stringContaining('the scale "sinus"'),
      expect.stringContaining('the marker "x = 1"'),
      expect.stringContaining('Widgets of type "heatmap" are not drawn.'),
      expect.stringContaining("The objective abc is not among"),
    ]);
    expect(await report.page.textContent("#main")).toContain(
      "Not drawn: template_variable_presets.",
    );
  });

  it("evaluate an objective over what is shown", async () => {
    await report.go("#run=0&tab=objectives");
    const texts = await report.page.$$eval("[data-widget]", (all) =>
      all.map((one) => one.textContent),
    );
    // Of three hours: 100 + (0 … 6) a minute in prod, 1 + (0 … 6) in staging.
    const cycle = (minutes: number) => Array.from({ length: minutes }, (_, minute) => minute % 7);
    const extra = cycle(180).reduce((sum, one) => sum + one, 0);
    const share = (100 * (18_000 + extra)) / (18_180 + 2 * extra);
    expect(texts).toEqual([
      expect.stringContaining(`${(Math.floor(share * 100) / 100).toFixed(2)} % of 95 % ✓ met`),
      expect.stringContaining("prod answers"),
      expect.stringContaining("None of the stack matches"),
    ]);
    expect(texts[0]).toContain("Over the 3 h shown, of the objective’s 7d.");
  });

  it("keep zoom and filters in the address, and Back undoes a zoom", async () => {
    const { page } = report;
    const zoomed = `&from=${START}&to=${START + 3_600}`;
    await report.go("#run=0&tab=variables");
    await report.go(`#run=0&tab=variables${zoomed}&v.older=prod`);
    const shown = () => page.textContent("[data-variable=older] .select-value");
    expect(await shown()).toBe("prod");
    expect(await page.textContent(".range option:checked")).toBe("Zoomed: 12:00 – 13:00 UTC");
    await page.click("text=Reset");
    expect(await page.evaluate(() => location.hash)).toBe("#run=0&tab=variables");
    await page.goBack();
    await report.page.waitForFunction((part) => location.hash.includes(part), zoomed);
    expect(await shown()).toBe("prod");
  });

  it("complain of nothing", () => {
    expect(report.complaints).toEqual([]);
  });
});
