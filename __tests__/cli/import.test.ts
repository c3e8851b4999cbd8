import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compiledSources } from "../support/compiled-sources";
import { exampleApp, runCli } from "../support/run-cli";

const JSON_RATE =
  "sum(last_30m):100 * sum:llm.json_invalid{service:support-agent,env:production} by {model,prompt_name,prompt_version}.as_count() / sum:llm.json_checks{service:support-agent,env:production} by {model,prompt_name,prompt_version}.as_count() > 5";

const HAND_MADE = [
  {
    id: 11,
    name: "JSON broken",
    type: "query alert",
    query: JSON_RATE,
    message: "Look at the prompt. {{#is_alert}}@pagerduty-support{{/is_alert}}",
    tags: ["team:support-ai"],
    options: { thresholds: { critical: 5 }, require_full_window: false, locked: true },
  },
  {
    id: 12,
    name: "Disk",
    type: "metric alert",
    query: "avg(last_5m):avg:disk{*} by {host} > 0.9",
    message: "Full: ${x} @slack-ops",
    tags: [],
    options: { thresholds: { critical: 0.9 } },
  },
  { id: 13, name: "Both", type: "composite", query: "11 && !12", message: "@slack-ops", tags: [] },
];

const APP = `
import { App } from "cdktf";
import { LlmServiceStack } from "datadog-llm/constructs";
import { supportAgent } from "../examples/services";
import { otherMonitors, supportAgentImport } from "./imported";

export const app = new App();
const stack = new LlmServiceStack(app, "support-agent", {
  service: supportAgent,
  ...supportAgentImport.settings,
});
stack.llmService.monitors.importFrom(supportAgentImport.ids);
otherMonitors(stack);
`;

describe("datadog-llm import", () => {
  // Beside the project's own packages, so that what is written finds them.
  const folder = mkdtempSync(path.join(compiledSources(), "import-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string): string => path.join(folder, name);
  writeFileSync(file("monitors.json"), JSON.stringify(HAND_MADE));

  test("makes settings of what a signal measures, and resources of the rest", () => {
    const args = ["--monitors", file("monitors.json"), "--out", file("imported.ts")];
    const run = runCli(["import", ...args, "--app", exampleApp()]);
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: "" });
    expect(run.stdout).toContain("1 monitors as settings of 1 services, 2 as they are.");
    for (const line of [
      '"JSON broken": its message reads differently',
      '"JSON broken": with the tags alert:invalid_json',
      '"JSON broken": locked',
      '"Both": member 11 is not among these monitors: it stays a number',
    ]) {
      expect(run.stdout).toContain(line);
    }

    writeFileSync(file("app.ts"), APP);
    const env = { CDKTF_OUTDIR: file("out") };
    const synth = runCli(["synth", "--app", file("app.ts"), "--json"], { env });
    expect({ status: synth.status, stderr: synth.stderr }).toEqual({ status: 0, stderr: "" });
    const stack = JSON.parse(
      readFileSync(file("out/stacks/support-agent/cdk.tf.json"), "utf8"),
    ) as {
      import: { to: string; id: string }[];
      resource: { datadog_monitor: Record<string, Record<string, unknown>> };
    };
    const monitors = stack.resource.datadog_monitor;
    const imported = Object.fromEntries(
      stack.import.map(({ to, id }) => [id, monitors[to.replace("datadog_monitor.", "")]!]),
    );
    expect(Object.keys(monitors)).toHaveLength(3);
    expect(imported["11"]).toMatchObject({
      query: expect.stringMatching(/^sum\(last_30m\):.* > 5$/),
      monitor_thresholds: { critical: "5" },
    });
    expect(imported["12"]).toMatchObject({ message: "Full: $${x} @slack-ops" });
    expect(imported["13"]!["query"]).toMatch(/^11 && !\$\{datadog_monitor\.disk\w*\.id\}$/);
  }, 60_000);

  test("prints lines for a shell, and keeps ids that are larger than JavaScript counts", () => {
    const { id: _id, ...monitor } = HAND_MADE[1]!;
    // Its 17 digits after the point are no id: they stay a number.
    const third = 0.30000000000000004;
    const state = (key: string) => ({
      resources: [
        {
          mode: "managed",
          type: "datadog_monitor_json",
          name: "disk",
          instances: [
            { index_key: key, third, attributes: { id: "ID", monitor: JSON.stringify(monitor) } },
          ],
        },
        { mode: "managed", type: "datadog_dashboard", name: "a", instances: [{}, {}] },
        { mode: "managed", type: "datadog_service_level_objective", name: "b", instances: [{}] },
        { mode: "managed", type: "aws_instance", name: "c", instances: [{}] },
        { mode: "data", type: "datadog_role", name: "d", instances: [{}] },
      ],
    });
    const text = JSON.stringify(state("it's $(x)")).replace('"ID"', "9007199254740993");
    writeFileSync(file("terraform.tfstate"), `\uFEFF${text}`);
    const args = ["--state", file("terraform.tfstate"), "--out", file("of-state.tf.json")];
    const { stdout, stderr } = runCli(["import", ...args]);
    expect(stderr).toBe("");
    expect(stdout).toContain(`  terraform state rm 'datadog_monitor_json.disk["it'\\''s $(x)"]'`);
    expect(stdout).toMatch(
      /since import takes monitors only.*\n {2}2 datadog_dashboard\n {2}1 datadog_service_level_objective\n$/,
    );
    const { import: blocks } = JSON.parse(readFileSync(file("of-state.tf.json"), "utf8")) as {
      import: unknown;
    };
    expect(blocks).toEqual([{ to: "datadog_monitor.disk", id: "9007199254740993" }]);
  });

  test.each([
    ['resource "datadog_monitor" "a" {\n}\n', "--monitors", "this is Terraform's own language"],
    [
      '{"resources":[]}',
      "--state",
      "there is no monitor in this state; import takes monitors only",
    ],
    [
      '{"resources":[{"type":"datadog_dashboard","name":"a","instances":[{},{}]}]}',
      "--state",
      "there is no monitor in this state, only 2 datadog_dashboard",
    ],
  ])("says what %s is", (text, flag, message) => {
    writeFileSync(file("given"), text);
    const { status, stderr } = runCli(["import", flag, file("given"), "--out", file("none.json")]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });

  test("writes over no file, and refuses two sources", () => {
    const args = ["--monitors", file("monitors.json"), "--out", file("monitors.json")];
    expect(runCli(["import", ...args]).stderr).toContain("EEXIST");
    expect(runCli(["import", "--monitors", "a", "--state", "b"]).stderr).toContain(
      "--state does not go with --monitors.",
    );
  });
});
