import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { headerLine } from "../../lab/recorder/format";
import { compiledSources } from "../support/compiled-sources";
import { runCli } from "../support/run-cli";

/** An app of one service, which may come to 400 custom metrics. */
const APP = `
import { App } from "cdktf";
import { LlmServiceStack } from "datadog-llm/constructs";
import { supportAgent } from "../examples/services";
export const app = new App();
new LlmServiceStack(app, "support-agent", {
  service: { ...supportAgent, budget: { customMetrics: 400 } },
  notify: { alert: ["@slack-support"] },
});
`;

describe("a budget in the declaration", () => {
  // Beside the project's own packages, which its app imports.
  const folder = mkdtempSync(path.join(compiledSources(), "costs-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const app = path.join(folder, "app.ts");
  writeFileSync(app, APP);
  const env = { CDKTF_OUTDIR: path.join(folder, "out") };
  const OVER =
    "up to 472 custom metrics, and its budget is 400; the tag model makes 236 of them, and without it 4 alerts (";

  test("fails the costs, beside what a recording really sent", () => {
    const recording = path.join(folder, "recording.jsonl");
    const tags = ["service:support-agent", "env:production", "model:gpt-4.1"];
    const point = { time: 1_780_272_000, metric: "llm.requests", type: "count", values: [1], tags };
    writeFileSync(recording, `${headerLine(new Date(0))}${JSON.stringify(point)}\n`);
    const args = ["--requests", "2000", "--recording", recording];
    const { status, stdout } = runCli(["costs", "--app", app, ...args], { env });
    expect(status).toBe(1);
    expect(stdout).toContain(`Over its budget: support-agent · production: ${OVER}`);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      'tool 48 1 alert (tool_failure_rate) and 3 widgets ("Tool failure rate", "p95 tool latency", "Tool calls")',
    );
    expect(stdout).toMatch(
      /Series: at most 168; about 1\d\d with 2000 requests an hour; 1 in an hour of the recording/,
    );
  });

  test("fails the review", () => {
    const { status, stdout } = runCli(["review", "--head", app], { env });
    expect(status).toBe(1);
    expect(stdout).toContain(`budget: support-agent · production: ${OVER}`);
  });
});
