import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compiledSources } from "../support/compiled-sources";
import { exampleApp, REPOSITORY, runCli } from "../support/run-cli";

describe("datadog-llm synth", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-cli-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function writeApp(text: string): string {
    const file = path.join(folder, "app.ts");
    // For tsx, which loads it.
    symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(folder, "node_modules"));
    writeFileSync(file, text.replaceAll("ROOT", compiledSources()));
    return file;
  }

  it("prints alerts, dashboards and the next command within 80 columns, and writes the stacks", () => {
    const { status, stdout, stderr } = runCli(["synth", "--app", exampleApp()], {
      cwd: folder,
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("support-agent · production: 19 alerts, 4 dashboards, 51 resources");
    expect(stdout).toMatch(/invalid_json +> 2 % \(warn 1 %\) +10m +prompt_name,/);
    expect(stdout).toContain("receivers  @pagerduty-support-ai @slack-support-ai");
    expect(stdout).toContain("npx cdktf deploy '*' --parallelism 4");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain("\u001b[");
    const stacks = path.join(folder, "cdktf.out/stacks");
    for (const stack of [
      "support-agent",
      "code-review",
      "invoice-extraction",
      "llm-metric-settings",
    ]) {
      const text = readFileSync(path.join(stacks, stack, "cdk.tf.json"), "utf8");
      expect(JSON.parse(text).provider.datadog).toEqual([{}]);
      expect(text).not.toContain(folder);
    }
  });

  it("writes no key anywhere, because the provider reads them when Terraform runs", () => {
    const env = {
      DD_API_KEY: "canary-api",
      DD_APP_KEY: "canary-app",
      DD_HOST: "https://canary-host",
    };
    const app = exampleApp();
    const { status, stdout } = runCli(["synth", "--app", app], { cwd: folder, env });
    expect(status).toBe(0);
    const written = readdirSync(path.join(folder, "cdktf.out"), {
      recursive: true,
      encoding: "utf8",
    })
      .filter((file) => file.endsWith(".json"))
      .map((file) => readFileSync(path.join(folder, "cdktf.out", file), "utf8"));
    expect(written.length).toBeGreaterThanOrEqual(4);
    expect(`${stdout}${written.join("")}`).not.toContain("canary");
  });

  it("prints one JSON object for scripts", () => {
    const { stdout } = runCli(["synth", "--json", "--app", exampleApp()], {
      cwd: folder,
    });
    const { services } = JSON.parse(stdout);
    expect(services.map(({ service }: { service: string }) => service)).toEqual([
      "support-agent",
      "code-review",
      "invoice-extraction",
    ]);
    expect(services[0].alerts[3]).toEqual({
      signal: "invalid_json",
      monitor: "[support-agent · production] Invalid JSON rate above 2 % over 10 minutes",
      threshold: "> 2 % (warn 1 %)",
      window: "10m",
      groupedBy: ["prompt_name", "prompt_version", "model"],
      receivers: ["@pagerduty-support-ai", "@slack-support-ai"],
    });
    expect(services[0]).toMatchObject({ stack: "support-agent", resources: 51 });
    expect(services[0].dashboards).toContainEqual({
      title: "support-agent · production: LLM cost",
    });
  });

  it("tells environments and sites apart, and warns of what the environment says otherwise", () => {
    const app = writeApp(`
      import { App } from "cdktf";
      import { LlmServiceStack, LlmServiceStacks } from "ROOT/constructs";
      import { supportAgent } from "ROOT/examples/services";
      export const app = new App();
      const notify = { alert: ["@a"] };
      new LlmServiceStacks(app, "svc", {
        service: { ...supportAgent, env: ["staging", "production"] },
        notify,
        environments: { staging: { site: "us5.datadoghq.com" }, production: {} },
      });
      new LlmServiceStack(app, "other", { service: { ...supportAgent, service: "other" }, notify });
      app.synth();
    `);
    const { status, stdout, stderr } = runCli(["synth", "--app", app], {
      cwd: folder,
      env: { DD_SITE: "datadoghq.eu" },
    });
    expect(status).toBe(0);
    expect(stdout).toContain("support-agent · staging: 16 alerts, 4 dashboards");
    expect(stdout).toContain("support-agent · production: 16 alerts, 4 dashboards");
    expect(stdout.split("\n").slice(-7)).toEqual([
      "",
      "Next: set DD_API_KEY and DD_APP_KEY of us5.datadoghq.com, then",
      "  CHECKPOINT_DISABLE=1 npx cdktf deploy svc-staging",
      "",
      "Next: set DD_API_KEY and DD_APP_KEY of datadoghq.com (or your `site`), then",
      "  CHECKPOINT_DISABLE=1 npx cdktf deploy svc-production other",
      "",
    ]);
    expect(stderr).toMatch(/^Warning: DD_SITE names datadoghq\.eu, but the .*\n/);
  });

  it("says what is wrong without a stack trace, and writes nothing", () => {
    const app = writeApp(`
      import { App } from "cdktf";
      import { LlmServiceStack } from "ROOT/constructs";
      export const app = new App();
      new LlmServiceStack(app, "svc", {
        service: { service: "My Service", env: "production", team: "", features: { chat: {} },
          prompts: { greet: {} }, models: { openai: ["gpt-4.1"] } },
        notify: { alert: ["@a"] },
      });
      app.synth();
    `);
    const { status, stdout, stderr } = runCli(["synth", "--app", app], { cwd: folder });
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      [
        'Mend 2 problems in the declaration of LLM service "My Service":',
        '  service: "My Service" given; allowed: the form that Datadog stores, "my_service"',
        '  team: "" given; allowed: a name that is not empty',
        "",
      ].join("\n"),
    );
    expect(readdirSync(path.join(folder, "cdktf.out/stacks"))).toEqual([]);
  });

  it.each([
    [["synth", "--app", "nowhere.ts"], "There is no app at"],
    [
      ["synth", "--colour"],
      "synth has no option --colour.\nWhat it takes: datadog-llm synth --help",
    ],
    [["synth", "--jsn"], "synth has no option --jsn. Did you mean --json?"],
    [["lab", "quiet-night"], "is none. Did you mean --scenario quiet-night?"],
    [["sinth"], 'There is no command "sinth"'],
    [[], "datadog-llm <command>"],
    [["bootstrap", "--port", "high"], '--port: "high" given; allowed: 1 to 65535'],
  ])("ends %j with status 2 and says how it is used", (args, message) => {
    const { status, stderr } = runCli(args, { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("says how the app must be exported", () => {
    const { stderr } = runCli(["synth", "--app", writeApp("export const nothing = 1;")]);
    expect(stderr).toContain('write "export const app = new App();"');
  });
});
