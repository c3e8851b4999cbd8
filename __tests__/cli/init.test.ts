import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { diffLines } from "../../cli/init/diff";
import { VERSIONS } from "../../cli/init/versions";
import { REPOSITORY, type CliRun } from "../support/run-cli";
import { userProject, type UserProject } from "../support/user-project";

jest.setTimeout(240_000);

const PACKAGES = [
  ...["cdktf", "constructs", "@cdktf/provider-datadog", "@datadog/sketches-js", "tsx"],
  ...["typescript", "jest", "@types/jest", "@types/node", "@swc/core", "@swc/jest"],
];
const YES = ["init", "--yes", "--service", "helpdesk", "--team", "support-ai"];
const FLAGS = [...YES, "--notify", "@pagerduty-support-ai"];

let project: UserProject;
beforeAll(() => {
  project = userProject(PACKAGES);
});
afterEach(() => project.clear());
afterAll(() => project.remove());

const read = (file: string): string => readFileSync(path.join(project.folder, file), "utf8");

const files = (): string[] =>
  readdirSync(project.folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.startsWith("node_modules") && !file.startsWith("cdktf.out"))
    .filter((file) => path.extname(file) !== "" || file.startsWith(".gitignore"))
    .sort();

/**
 * What the compiler says of the project's own files. Types come from the sources: what is compiled for the
 * test has none. The sources need a newer library than CDKTF's template asks for, and since TypeScript 6
 * no types are found unless they are named.
 */
function typeProblems(): string[] {
  const paths = { "datadog-llm/*": [path.join(REPOSITORY, "*")] };
  const forSources = { target: "es2022", lib: ["es2023"], types: ["node", "jest"] };
  const compilerOptions = { ...forSources, paths, noEmit: true, incremental: false };
  const config = { extends: "./tsconfig.json", compilerOptions };
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    project.folder,
  );
  const program = ts.createProgram(fileNames, options);
  const own = fileNames
    .map((name) => program.getSourceFile(name)!)
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
  expect(fileNames.length).toBeGreaterThan(2);
  return [
    ...errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own,
  ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

const jestRun = (...args: string[]): CliRun =>
  project.node(["node_modules/jest/bin/jest.js", "--ci", ...args]);

const OK = expect.objectContaining({ status: 0 });

describe("datadog-llm init in an empty folder", () => {
  it("writes a project that compiles, synthesizes, and whose test passes", () => {
    const { status, stdout, stderr } = project.cli([...FLAGS, "--site", "datadoghq.eu"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(files()).toEqual([
      ".github/workflows/datadog-llm.yml",
      ".gitignore",
      "__tests__/llm-alerts.test.ts",
      "cdktf.json",
      "jest.config.cjs",
      "main.ts",
      "package.json",
      "services.ts",
      "tsconfig.json",
    ]);
    expect(read("main.ts").split("\n").length).toBeLessThan(25);
    expect(stdout).toContain(
      "npx datadog-llm bootstrap --wait --site datadoghq.eu\n  npx cdktf deploy '*'",
    );
    expect(typeProblems()).toEqual([]);
    expect(jestRun()).toEqual(OK);
    expect(project.cli(["synth"]).stdout).toMatch(/^helpdesk.*: \d+ alerts, 4 dashboards/);
  });

  it("has a test that fails where nobody is told", () => {
    project.cli(FLAGS);
    project.write("main.ts", read("main.ts").replace("@pagerduty-support-ai", "@slack-others"));
    const { status, stderr } = jestRun();
    expect(status).toBe(1);
    expect(stderr).toContain("It did not tell pagerduty-support-ai");
  });

  it("asks, and writes what is answered", () => {
    const input = ["", "staging", "support-ai", "datadoghq.eu", "@a @b", "y", ""].join("\n");
    const { status, stdout } = project.cli(["init", "--service", "support-agent"], { input });
    expect(status).toBe(0);
    expect(stdout).toContain("Service, as in DD_SERVICE (support-agent): ");
    expect(stdout).toContain("npx datadog-llm bootstrap --wait --site datadoghq.eu");
    expect(read("services.ts")).toContain(
      'export const supportAgent = defineLlmService({\n  service: "support-agent", // equals DD_SERVICE\n  env: "staging"',
    );
    expect(read("main.ts")).toContain(
      'notify: { alert: ["@a","@b"] }, // and warning: […], who is told earlier\n  site,',
    );
  });

  it("writes nothing where the answer is no, where the answers end, or in a dry run", () => {
    const answers = ["", "", "support-ai", "", "@a"];
    const before = files();
    expect(project.cli(["init"], { input: [...answers, "n", ""].join("\n") })).toEqual(OK);
    const { status, stderr } = project.cli(["init"], { input: answers.slice(0, 2).join("\n") });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("The answers ended early."),
    });
    const { stdout } = project.cli([...FLAGS, "--dry-run"]);
    expect(stdout).toContain('main.ts (new)\n+ import { App } from "cdktf";');
    expect(files()).toEqual(before);
  });

  it("refuses what the written project would refuse, all at once, before it writes anything", () => {
    const before = files();
    const wrong = ["--service", "Help Desk", "--env", "Prod", "--site", "eu", "--notify", "oncall"];
    const { status, stderr } = project.cli(["init", "--yes", "--team", "x", ...wrong]);
    expect(status).toBe(1);
    expect(stderr.split("\n")).toEqual([
      'Mend 4 problems in LLM service "Help Desk":',
      '  service: "Help Desk" given; allowed: the form that Datadog stores, "help_desk"',
      '  env: "Prod" given; allowed: the form that Datadog stores, "prod"',
      '  notify[0]: "oncall" given; allowed: a handle with its "@", such as "@slack-support"',
      expect.stringMatching(/^ {2}site: "eu" given; allowed: datadoghq.com, us3/),
      "",
    ]);
    expect(project.cli(["init", "--yes"]).stderr).toBe(
      "--yes needs --team <name> and --notify <handle>.\n",
    );
    expect(files()).toEqual(before);
  });

  it("names versions that are tested together", () => {
    const text = readFileSync(path.join(REPOSITORY, "package.json"), "utf8");
    const { dependencies = {}, devDependencies } = JSON.parse(text);
    const tested: Record<string, string> = { ...dependencies, ...devDependencies };
    for (const [name, range] of Object.entries(VERSIONS)) {
      if (name.includes("cdktn")) continue;
      expect([name, range.replace(/^[~^]/, "")]).toEqual([name, tested[name]]);
    }
  });
});

describe("datadog-llm init in the app of CDKTF's template", () => {
  const TEMPLATE = path.join(REPOSITORY, "node_modules/@cdktf/cli-core/templates/typescript");

  beforeEach(() => {
    cpSync(TEMPLATE, project.folder, { recursive: true });
    for (const [file, to] of [
      ["package.json", "package.json"],
      ["main.ts", "main.ts"],
      ["{{}}.gitignore", ".gitignore"],
    ] as const) {
      writeFileSync(
        path.join(project.folder, to),
        read(file).replaceAll("{{ $base }}", "platform").replace("// define resources here", ""),
      );
    }
    const manifest = JSON.parse(read("package.json"));
    manifest.dependencies = { cdktf: "^0.20.12", constructs: "^10.4.2" };
    manifest.devDependencies = { jest: "^29.0.0", "ts-jest": "^29.0.0", "ts-node": "^10.9.2" };
    project.write("package.json", JSON.stringify(manifest, null, 4));
  });

  it("writes beside the app, adds to package.json and .gitignore only, and says what to add", () => {
    const before = new Map(files().map((file) => [file, read(file)]));
    const { status, stdout, stderr } = project.cli(FLAGS);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const added = files().filter((file) => !before.has(file));
    expect(added).toEqual([
      ".github/workflows/datadog-llm.yml",
      "__tests__/llm-alerts.test.ts",
      "llm-stacks.ts",
      "services.ts",
    ]);
    const changed = [...before].filter(([file, text]) => read(file) !== text).map(([file]) => file);
    expect(changed).toEqual([".gitignore", "package.json"]);
    const removed = diffLines(before.get("package.json")!, read("package.json")).filter((line) =>
      line.startsWith("-"),
    );
    // Only for a comma, which JSON wants where something follows.
    for (const line of removed) expect(read("package.json")).toContain(`${line.slice(2)},`);
    const { dependencies, devDependencies, scripts } = JSON.parse(read("package.json"));
    expect(dependencies).toMatchObject({ cdktf: "^0.20.12", constructs: "^10.4.2" });
    expect(scripts).toMatchObject({ synth: "cdktf synth", test: "jest", lab: "datadog-llm lab" });
    for (const unneeded of ["tsx", "@swc/jest", "cdktf-cli"]) {
      expect(devDependencies).not.toHaveProperty([unneeded]);
    }
    expect(stdout).toContain('+         "datadog-llm": "^0.1.0"');

    const main = read("main.ts");
    const lines = /Add to main\.ts:\n((?: {2}.*\n)+)Next/.exec(stdout)![1]!.split("\n");
    const [imported, declared, called] = lines.map((line) => line.trim());
    project.write(
      "main.ts",
      `${imported}\n${main.replace("const app = new App();", declared!).replace("app.synth();", `${called}\napp.synth();`)}`,
    );
    expect(typeProblems()).toEqual([]);
    expect(project.cli(["synth"]).stdout).toMatch(
      /^helpdesk.*: \d+ alerts[^]*platform: 0 resources/,
    );
    // The template's own preset, ts-jest, compiles the same to the same.
    const transform = { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" } } }] };
    project.write(
      "jest.test.json",
      JSON.stringify({ transform, setupFilesAfterEnv: ["./setup.js"] }),
    );
    expect(jestRun("--config", "jest.test.json", "llm-alerts")).toEqual(OK);
  });

  it("shows a change and leaves the file where it is refused", () => {
    const before = read("package.json");
    const input = ["", "", "support-ai", "", "@a", "y", "n", "n", ""].join("\n");
    const { status, stdout } = project.cli(["init"], { input });
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /Additions to package\.json\n[^]*\+ {9}"datadog-llm"[^]*Change package\.json\? \[y\/n\]/,
    );
    expect(read("package.json")).toBe(before);
    expect(existsSync(path.join(project.folder, "llm-stacks.ts"))).toBe(true);
  });

  it("writes beside a services.ts of the app, and refuses to run a second time", () => {
    project.write("services.ts", "export const services = [];");
    project.cli(FLAGS);
    expect(read("services.ts")).toBe("export const services = [];");
    expect(read("llm-stacks.ts")).toContain('import { helpdesk } from "./llm-services";');
    const { status, stderr } = project.cli(FLAGS);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("llm-stacks.ts uses datadog-llm already"),
    });
  });

  it("writes for CDK Terrain where the app is one, for ES modules, and for its package manager", () => {
    project.write(
      "package.json",
      JSON.stringify({ type: "module", dependencies: { cdktn: "^0.24.0" } }),
    );
    project.write("pnpm-lock.yaml", "");
    const { stdout } = project.cli(FLAGS);
    expect(read("llm-stacks.ts")).toContain('from "cdktn";');
    expect(read("llm-stacks.ts")).toContain('from "datadog-llm/cdktn/constructs";');
    expect(read("llm-stacks.ts")).toContain('from "./services.js";');
    expect(JSON.parse(read("package.json")).dependencies).toEqual({
      "@cdktn/provider-datadog": "^16.1.0",
      cdktn: "^0.24.0",
      constructs: "~10.7.2",
      "datadog-llm": "^0.1.0",
    });
    expect(read(".github/workflows/datadog-llm.yml")).toContain("pnpm install --frozen-lockfile");
    expect(stdout).toContain("pnpm exec cdktn deploy '*'");
  });
});
