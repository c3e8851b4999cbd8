import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compiledSources } from "../support/compiled-sources";
import { cliCommand, REPOSITORY } from "../support/run-cli";

/** A user's mistake is told without a stack trace, whatever runs the app. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-mistakes-"));
  symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(folder, "node_modules"));
  for (const [name, text] of Object.entries(FILES)) {
    writeFileSync(path.join(folder, name), text.replaceAll("ROOT", compiledSources()));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HELPDESK = `
import { defineLlmService } from "ROOT/telemetry";
export const helpdesk = defineLlmService({
  service: "helpdesk", env: "production", team: "support-ai",
  features: { chat: { userFacing: true } }, prompts: { answer: { structuredOutput: true } },
  models: { anthropic: ["claude-sonnet-4"] },
});
`;

const app = (signals: string) => `
import { App } from "cdktf";
import { LlmServiceStack } from "ROOT/constructs";
import { helpdesk } from "./services";
export const app = new App();
new LlmServiceStack(app, "helpdesk", {
  service: helpdesk, notify: { alert: ["@pagerduty-support"] }, signals: ${signals} as object,
});
app.synth();
`;

const FILES = {
  "services.ts": HELPDESK,
  "main.ts": app(`{ invalid_json: { critical: "3", windw: "10m" } }`),
  "suspicious.ts": app("{ latency_p95: { critical: 8 } }"),
  "esm.mts": 'import "./main.js";',
  "cdktf.json": JSON.stringify({ language: "typescript", app: "node --import tsx main.ts" }),
  "alerts.test.ts": `
    import { LlmServiceMonitors } from "ROOT/constructs";
    import { TerraformStack, Testing } from "cdktf";
    import { helpdesk } from "./services";
    test("our alerts", () => {
      const stack = new TerraformStack(Testing.app(), "helpdesk");
      const notify = { alert: "@pagerduty-support" } as any;
      new LlmServiceMonitors(stack, "monitors", { service: helpdesk, notify });
    });`,
  "loading.test.ts": `
    import { defineLlmService } from "ROOT/telemetry";
    defineLlmService({ service: "helpdesk" } as any);`,
  "suspicious.test.ts": `
    import { LlmServiceMonitors } from "ROOT/constructs";
    import { TerraformStack, Testing } from "cdktf";
    import { helpdesk } from "./services";
    test.each([1, 2, 3])("our alerts %d", () => {
      const stack = new TerraformStack(Testing.app(), "helpdesk");
      const props = { service: helpdesk, notify: { alert: ["@a"] } };
      new LlmServiceMonitors(stack, "monitors", { ...props, signals: { latency_p95: { critical: 8 } } });
    });`,
  "jest.config.js": `module.exports = {
    transform: { "\\\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  };`,
};

const MISTAKE = `Mend 2 problems in the monitors of LLM service "helpdesk", construct "helpdesk/llm":
  signals.invalid_json.windw: unknown; allowed: critical, warning, criticalRecovery, warningRecovery, window, priority, runbook, notify, renotify, draft, minFailures; did you mean window?
  signals.invalid_json.critical: "3" given; allowed: a number from 0.001 to 100 (percent), with at most 6 decimals`;

function run(command: string, args: readonly string[]) {
  const [program, ...given] = programOf(command, args);
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(program, given, {
    cwd: folder,
    env: { PATH, HOME, CHECKPOINT_DISABLE: "1", CI: "1", FORCE_COLOR: "0" },
    encoding: "utf8",
  });
  return { status, stdout, stderr, all: `${stdout}\n${stderr}` };
}

function programOf(command: string, args: readonly string[]): [string, ...string[]] {
  if (command === "node") return [process.execPath, ...args];
  if (command === "datadog-llm") return [process.execPath, ...cliCommand(args)];
  return [path.join(folder, "node_modules/.bin", command), ...args];
}

const FRAME = /^\s*at .*[:(]/m;

describe("a wrong setting", () => {
  it.each([
    ["node", ["--import", "tsx", "main.ts"]],
    ["node", ["--enable-source-maps", "--import", "tsx", "main.ts"]],
    ["node", ["--import", "tsx", "esm.mts"]],
    ["tsx", ["main.ts"]],
  ])("under %s %j: the message first, and nothing but Node's version after it", (command, args) => {
    const { status, stdout, stderr } = run(command, args);
    // Node puts an error without frames into brackets.
    expect(stderr).toBe(`[${MISTAKE}]\n\nNode.js ${process.version}\n`);
    expect([status, stdout]).toEqual([1, ""]);
  });

  it("under datadog-llm synth: the message alone", () => {
    const { status, stdout, stderr } = run("datadog-llm", ["synth"]);
    expect(stderr).toBe(`${MISTAKE}\n`);
    expect([status, stdout]).toEqual([1, ""]);
  });

  it("under cdktf synth: the message as what the app said", () => {
    const { status, all } = run("cdktf", ["synth"]);
    const said = MISTAKE.replaceAll("\n", "\n    ");
    expect(all).toContain(`Command output on stderr:\n\n    [${said}]`);
    expect(all).not.toMatch(FRAME);
    expect(status).toBe(1);
  }, 120_000);

  it("under Jest: the message alone, in a test and while a file loads", () => {
    const test = run("jest", ["alerts.test.ts"]);
    expect(test.stderr).toContain(
      'Mend 1 problem in the monitors of LLM service "helpdesk", construct "helpdesk/monitors":',
    );
    expect(test.stderr).toContain('notify.alert: "@pagerduty-support" given');
    const loading = run("jest", ["loading.test.ts"]);
    expect(loading.stderr).toContain(
      'Mend 5 problems in the declaration of LLM service "helpdesk":',
    );
    for (const { stderr, status } of [test, loading]) {
      expect(stderr).not.toMatch(FRAME);
      expect(status).toBe(1);
    }
  }, 120_000);
});

describe("a suspicious threshold is told once", () => {
  const LINE = "signals.latency_p95.critical: 8 ms is suspicious";
  const times = (text: string) => text.split(LINE).length - 1;

  it.each([
    ["node", ["--import", "tsx", "suspicious.ts"]],
    ["datadog-llm", ["synth", "--app", "suspicious.ts"]],
    ["jest", ["suspicious.test.ts"]],
    ["cdktf", ["synth", "--app", "node --import tsx suspicious.ts"]],
  ])(
    "under %s %j",
    (command, args) => {
      const { status, all } = run(command, args);
      expect([status, times(all)]).toEqual([0, 1]);
      expect(all).not.toMatch(FRAME);
    },
    120_000,
  );
});
