import path from "node:path";
import { REPOSITORY } from "../support/run-cli";
import { userProject, type UserProject } from "../support/user-project";

jest.setTimeout(120_000);

const PACKAGES = ["cdktf", "constructs", "@cdktf/provider-datadog", "@datadog/sketches-js"];
const LOADS_TYPESCRIPT = "typescript" in process.features && Boolean(process.features.typescript);

const SERVICES = `
  import { defineLlmService } from "datadog-llm/telemetry";
  export const helpdesk = defineLlmService({
    service: "helpdesk", env: "production", team: "support-ai",
    features: { chat: { userFacing: true } }, prompts: { answer: {} },
    models: { anthropic: ["claude-sonnet-4"] },
  });
`;

/**
 * @param services how the app imports its declarations
 * @param end what follows the stack
 */
const app = (services: string, end = "app.synth(); export { app };"): string => `
  import { App } from "cdktf";
  import { LlmServiceStack } from "datadog-llm/constructs";
  import { helpdesk } from "${services}";
  const app = new App();
  new LlmServiceStack(app, "helpdesk", { service: helpdesk, notify: { alert: ["@pagerduty"] } });
  ${end}
`;

let project: UserProject;

/** What `datadog-llm synth` says of the app. */
function synth(file = "main.ts"): { status: number | null; said: string } {
  const { status, stdout, stderr } = project.cli(["synth", "--app", file]);
  return { status, said: stderr === "" ? (stdout.split("\n")[0] ?? "") : stderr };
}

const FOUND = { status: 0, said: expect.stringMatching(/^helpdesk · production: \d+ alerts/) };

describe("an app in TypeScript, in a project with tsx", () => {
  beforeAll(() => {
    project = userProject([...PACKAGES, "tsx"]);
    project.write("services.ts", SERVICES);
  });
  beforeEach(() => project.write("package.json", "{}"));
  afterAll(() => project.remove());

  it("is loaded, wherever the command is run from, and without a loader of its own", () => {
    project.write("infra/main.ts", app("../services"));
    expect(synth("infra/main.ts")).toEqual(FOUND);
  });

  it.each([
    ["stands alone", "app.synth(); export { app };"],
    ["waits at its top level", "await Promise.resolve(); app.synth(); export { app };"],
  ])("may be an ES module that %s", (_, end) => {
    project.write("package.json", '{ "type": "module" }');
    project.write("main.ts", app("./services.js", end));
    expect(synth()).toEqual(FOUND);
  });

  it.each(["export { app as infrastructure };", "export default app;", "module.exports = app;"])(
    "is found by %j, and need not synthesize itself",
    (end) => {
      project.write("main.ts", app("./services", end));
      expect(synth()).toEqual(FOUND);
    },
  );

  it("has its monitors played by the lab, which needs no @msgpack/msgpack", () => {
    project.write("main.ts", app("./services", "export { app };"));
    const { status, stderr, stdout } = project.cli(["lab", "--scenario", "provider-429-storm"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("every expected alert fired");
  });

  it("is told what to install for the one command that does need it", () => {
    const run = project.cli(["record", "--port", "0", "--dogstatsd-port", "0"]);
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(
      /^The local agent reads traces with @msgpack\/msgpack, which is not/,
    );
  });

  it("is told the line to add where it exports none", () => {
    project.write("main.ts", app("./services", "app.synth();"));
    const said = 'main.ts exports no CDKTF app: write "export const app = new App();".\n';
    expect(synth()).toEqual({ status: 2, said });
  });

  it("is told the names where it exports several", () => {
    project.write("main.ts", app("./services", "export const other = new App(); export { app };"));
    const { status, said } = synth();
    expect(status).toBe(2);
    expect(said).toMatch(/^main\.ts exports 2 CDKTF apps \(app, other\): export one of them only/);
  });

  it("shows what is wrong with a declaration, without a stack trace", () => {
    project.write("main.ts", app("./services").replace('"@pagerduty"', '"pagerduty"'));
    const { status, said } = synth();
    expect(status).toBe(1);
    expect(said).toMatch(
      /^Mend 1 problem in the monitors of LLM service "helpdesk", construct "helpdesk\/llm":\n {2}notify\.alert/,
    );
    expect(said).not.toMatch(/^\s+at /m);
  });

  it("shows an error of the app with the app's own frames", () => {
    project.write("main.ts", `\n  throw new Error("no network plan");\n`);
    const { status, said } = synth();
    expect(status).toBe(1);
    expect(said).toMatch(/^Error: no network plan\n {4}at .*main\.ts:2:/);
    expect(said).not.toMatch(/node:internal|datadog-llm\/dist/);
  });

  it("shows a syntax error with its place only", () => {
    project.write("main.ts", "export const = 1;");
    const { status, said } = synth();
    expect(status).toBe(1);
    expect(said).toMatch(/main\.ts:1:13: ERROR: Expected identifier/);
    expect(said).not.toMatch(/^\s+at /m);
  });
});

describe("an app in a project without tsx", () => {
  beforeAll(() => {
    project = userProject(PACKAGES);
  });
  afterAll(() => project.remove());

  it("is an ES module in JavaScript, which Node loads", () => {
    project.write("package.json", '{ "type": "module" }');
    project.write("services.js", SERVICES);
    project.write("main.js", app("./services.js"));
    expect(synth("main.js")).toEqual(FOUND);
  });

  it("is in TypeScript, which newer versions of Node load, and older ones cannot", () => {
    project.write("services.mts", SERVICES);
    project.write("main.mts", app("./services.mts"));
    const unloadable = expect.stringMatching(/^Node 2\d.* cannot load .*main\.mts: install tsx \(/);
    expect(synth("main.mts")).toEqual(LOADS_TYPESCRIPT ? FOUND : { status: 2, said: unloadable });
  });

  it("is told to install tsx where it imports as CDKTF's template does", () => {
    project.write("package.json", "{}");
    project.write("services.ts", SERVICES);
    project.write("main.ts", app("./services"));
    const { status, said } = synth();
    expect(status).toBe(2);
    expect(said).toContain("install tsx (npm install --save-dev tsx)");
  });

  it("is loaded by ts-node, which CDKTF's template installs, without checking its types", () => {
    // Stands for ts-node, of which only the registration is used; it compiles as ts-node would.
    project.write("node_modules/ts-node/package.json", '{ "name": "ts-node" }');
    project.write(
      "node_modules/ts-node/index.js",
      `const { transformFileSync } = require(${JSON.stringify(path.join(REPOSITORY, "node_modules/@swc/core"))});
       exports.register = ({ transpileOnly }) => {
         if (transpileOnly !== true) throw new Error("it would check types");
         require.extensions[".ts"] = (module, file) => module._compile(transformFileSync(file, {
           swcrc: false, module: { type: "commonjs" }, jsc: { parser: { syntax: "typescript" } },
         }).code, file);
       };`,
    );
    project.write("package.json", "{}");
    project.write("services.ts", SERVICES);
    project.write("main.ts", app("./services"));
    expect(synth()).toEqual(FOUND);
  });
});
