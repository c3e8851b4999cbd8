import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dashboardsOfStack, monitorsOfStack, play, scenario, writeReport } from "../../../lab";
import { escapeHtml, renderPage, scriptJson } from "../../../lab/report/render-page";
import { supportAgent } from "../../../examples/services";
import { synthService } from "../../support/synth";
import { HOSTILE } from "./hostile-dashboard";

const NOTIFY = { alert: ["@pagerduty-support-ai"] };
const stack: unknown = JSON.parse(synthService(supportAgent, { notify: NOTIFY }).text);
const watched = {
  service: supportAgent,
  monitors: monitorsOfStack(stack),
  dashboards: dashboardsOfStack(stack),
};
const folder = mkdtempSync(path.join(tmpdir(), "report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a written report", () => {
  it("of a service and a day is smaller than 3 MB, and refers to nothing outside", () => {
    const file = path.join(folder, "day.html");
    // A file's size follows from its series and buckets, hardly from how many requests fill them.
    const day = { ...scenario("healthy-day"), requestsPerMinute: 10 };
    writeReport(file, [play(watched, day, { recording: true })]);
    expect(statSync(file).size).toBeLessThan(3_000_000);
    const html = readFileSync(file, "utf8");
    const head = html.slice(0, html.indexOf("<style>"));
    expect(head).toContain("default-src 'none'");
    expect(html.replace(/<script[\s\S]*?<\/script>/g, "")).not.toMatch(/\b(src|href)="(?!data:)/);
  });

  it("needs recordings, and says how to make them", () => {
    const run = play(watched, scenario("quiet-night"));
    expect(() => writeReport(path.join(folder, "none.html"), [run])).toThrow(
      "The run of quiet-night for support-agent has no recording: play it with { recording: true }.",
    );
  });
});

describe("what is embedded in the page", () => {
  const head = {
    ...{ service: HOSTILE, scenario: HOSTILE, title: HOSTILE, ok: true },
    ...{ fired: [], missed: [HOSTILE], notifications: 0, onset: 0, isJudged: true },
  };
  const page = renderPage([head], [], {
    script: `const end = "${HOSTILE}";`,
    style: `a::before { content: "${HOSTILE}" }`,
  });

  it("cannot end the element that it stands in", () => {
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    const elements = /<(script|style)\b[\s\S]*?<\/\1>/g;
    expect(page.replace(elements, "")).not.toContain("<img");
  });

  it("reads back as it was", () => {
    const json = /id="runs">(.*?)<\/script>/.exec(page)?.[1] ?? "";
    expect(JSON.parse(json)).toEqual([head]);
    expect(JSON.parse(scriptJson({ text: HOSTILE }))).toEqual({ text: HOSTILE });
    expect(escapeHtml("<b> & </b>")).toBe("&lt;b&gt; &amp; &lt;/b&gt;");
  });
});
