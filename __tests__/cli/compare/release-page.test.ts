import type { Browser, Page } from "playwright-core";
import { releasePage } from "../../../cli/compare/release-page";
import type { Comparison, MeasureVerdict } from "../../../release";
import { measuresOf } from "../../../release";
import { chromiumPath, launchChromium } from "../../../scripts/chromium";
import { supportAgent } from "../../../examples/services";

const HEADER = {
  served: { service: "support-agent", env: "production", from: 0, to: 3600 },
  prompt: "support_triage",
  baseline: "2026-06-01.2",
  candidate: "<script>alert(1)</script>",
  source: "a file",
  notes: ["One hour is missing."],
};
const [errors, json, tools, latency] = measuresOf(supportAgent, "support_triage");
const verdict = (
  measure: MeasureVerdict["measure"] | undefined,
  outcome: MeasureVerdict["outcome"],
  interval: readonly [number, number],
): MeasureVerdict => ({
  measure: measure!,
  outcome,
  baseline: 0.01,
  candidate: 0.02,
  change: 0.01,
  interval: { low: interval[0], high: interval[1] },
  events: { baseline: 900, candidate: 800 },
  segments: [],
});
const COMPARISON: Comparison = {
  decision: "roll_back",
  measures: [
    verdict(errors, "fine", [-0.01, 0.015]),
    verdict(json, "worse", [0.005, 0.9]),
    { measure: tools!, outcome: "no_data", events: { baseline: 9, candidate: 0 }, segments: [] },
    { ...verdict(latency, "shown", [-0.5, 0.5]), measure: { ...latency!, margin: false } },
  ],
  sample: "requests",
  comparable: 1,
  requests: { baseline: 900, candidate: 800 },
  looks: "Valid at any time.",
};

it("draws each interval in margins, with an arrow where it goes beyond the axis", () => {
  const page = releasePage(HEADER, COMPARISON);
  expect(page.match(/<svg /g)).toHaveLength(2);
  expect(page.match(/class="beyond"/g)).toHaveLength(1);
  expect(page).toContain('aria-label="Invalid JSON: +1.0 points, between +0.50 and +90.0"');
  // The axis goes from −2 to 3 margins over 500, and a margin of errors is 3 points.
  expect(page).toMatch(/class="interval" x1="166\.7" x2="250"/);
});

it("holds names as text, and allows nothing to load or run", () => {
  const page = releasePage(HEADER, COMPARISON);
  expect(page).not.toContain("<script");
  expect(page).toContain("default-src 'none'");
});

const executable = chromiumPath();
const describeInBrowser = executable === undefined ? describe.skip : describe;

describeInBrowser("in a browser", () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium(executable ?? "");
    page = await browser.newPage();
    page.on("console", (message) => complaints.push(message.text()));
    const html = releasePage(HEADER, COMPARISON);
    // The policy would refuse the test's own script as well.
    await page.setContent(html.replace(/<meta http-equiv[^>]*>/, ""));
    await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
  }, 60_000);
  afterAll(() => browser.close());

  it.each([
    ["light", 1200],
    ["dark", 390],
  ] as const)(
    "has no fault that axe finds, and nothing cut, in %s at %i px",
    async (colorScheme, width) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      // As text: the tests' types know no browser.
      const { violations } = await page.evaluate<{ violations: { id: string }[] }>(
        'axe.run(document, { resultTypes: ["violations"] })',
      );
      expect(violations.map(({ id }) => id)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(complaints).toEqual([]);
    },
  );
});
