import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { createConsumerProject, type ConsumerProject } from "./consumer-project";
import { BODY, BRIDGES, EVERY_ENTRY, IMPORTS, MISSPELT, UNIT_TEST } from "./consumer-sources";

const PLAIN = ["esm.mjs", "cjs.cjs"] as const;
const TYPED = ["typed-esm.mts", "typed-cjs.cts"] as const;

let project: ConsumerProject;
/** What the compiler says of each TypeScript file. */
let problems: Record<string, string[]>;

beforeAll(() => {
  project = createConsumerProject();
  for (const name of PLAIN) project.write(name, IMPORTS[name] + BODY.replace(" as const", ""));
  for (const name of TYPED) project.write(name, IMPORTS[name] + BODY);
  project.write("misspelt.cts", IMPORTS["typed-cjs.cts"] + BODY + MISSPELT);
  project.write("unit.test.cts", UNIT_TEST);
  project.write("every-entry.mjs", EVERY_ENTRY);
  project.write("bridges.mts", BRIDGES);
  problems = compile([...TYPED, "misspelt.cts", "unit.test.cts", "bridges.mts"]);
}, 180_000);

afterAll(() => project.remove());

describe("a project that installs the package for its runtime", () => {
  it("gets no other package, because CDKTF and the provider are for those who deploy", () => {
    const lock = readFileSync(path.join(project.folder, "package-lock.json"), "utf8");
    expect(Object.keys(JSON.parse(lock).packages)).toEqual(["", "node_modules/datadog-llm"]);
  });

  it("gets no script that runs at installation, and the licences of what is bundled", () => {
    const shipped = (file: string) =>
      readFileSync(path.join(project.folder, "node_modules/datadog-llm", file), "utf8");
    expect(JSON.parse(shipped("package.json"))).not.toHaveProperty("scripts");
    const licences = shipped("THIRD_PARTY_NOTICES.txt").split("\n").slice(2).join("\n").trim();
    expect(licences).toMatch(/^@datadog\/sketches-js [\s\S]+^uplot /m);
    expect(shipped("lab/report/page.js")).toContain(licences);
  });

  it.each(PLAIN)("runs it from plain JavaScript (%s)", (name) => {
    expectToWork(name);
  });

  it.each(TYPED)("compiles it with the package's own types checked, and runs it (%s)", (name) => {
    expect(problems[name]).toEqual([]);
    expectToWork(name.replace(/ts$/, "js"));
  });

  it("evaluates a prompt, and is told what the review needs beside the package", () => {
    project.write("run.mjs", "export const run = ({ id }) => ({ pass: id !== 'c7' });");
    const cases = Array.from({ length: 120 }, (_, index) => `{"id":"c${index}"}\n`);
    project.write("cases.jsonl", cases.join(""));
    const versions = ["--prompt", "answer", "--baseline", "1", "--candidate", "2"];
    const evaluated = cli("evaluate", "--dataset", "cases.jsonl", "--run", "run.mjs", ...versions);
    expect(evaluated).toMatchObject({ status: 0, stderr: "" });
    expect(evaluated.stdout).toContain("Promote: no guarded measure got worse by its margin.");
    expect(cli("review", "--head", "package.json")).toMatchObject({
      status: 2,
      stderr:
        "This command needs @datadog/sketches-js, which is not installed: npm install --save-dev @datadog/sketches-js\n",
    });
  });

  it("compiles for a bundler, which resolves modules by other rules", () => {
    project.write("bundled.ts", IMPORTS["typed-cjs.cts"] + BODY);
    const rules = {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    };
    expect(compile(["bundled.ts"], rules)).toEqual({ "bundled.ts": [] });
  }, 60_000);

  it("is told of a misspelt name, which no alert would ever see", () => {
    expect(problems["misspelt.cts"]).toEqual([
      expect.stringContaining('"chatt"'),
      expect.stringContaining('"lookup_orders"'),
    ]);
  });

  it("gets the bridges without the frameworks that they are for, in both formats", () => {
    expect(problems["bridges.mts"]).toEqual([]);
    const expected = { made: 3, spans: ["tool.call"] };
    expect(JSON.parse(runConsumer("bridges.mjs", [""]))).toEqual(expected);
    const names = ["ai-sdk", "langchain", "mcp", "openai-agents", "prompts"];
    const required = names.map((name) => `...Object.keys(require("datadog-llm/runtime/${name}"))`);
    project.write("bridges.cjs", `console.log(JSON.stringify([${required.join()}]));`);
    expect(JSON.parse(runConsumer("bridges.cjs", [""]))).toContain("promptFromLangfuse");
  });

  it("gets the matchers beside Jest's own, because both add to one interface", () => {
    expect(problems["unit.test.cts"]).toEqual([]);
  });

  it("loads the contract and the runtime once, whatever else it imports with them", () => {
    const { modules, ...seen } = JSON.parse(runConsumer("every-entry.mjs", [NO_TRACER, NO_PRICES]));
    expect(seen).toEqual({
      isOwnError: true,
      sameClass: true,
      recorded: ["llm.request"],
      matchers: ["toHaveSpan", "toHaveMetric", "toHaveLoggedRequest"],
    });
    // The runtime is an ES module here, and its CommonJS twin stays unloaded.
    expect(ownFiles(modules)).toEqual(["telemetry/index.js"]);
  });

  it("has no mistake in the package's declarations, which `skipLibCheck` would hide", () => {
    expect(problems["others"]).toBeUndefined();
  });
});

const NO_PRICES =
  "datadog-llm: Calls of some models will have no cost, and cost_spike will not see them: " +
  "install @pydantic/genai-prices, give their prices to createPriceSource, or set prices: false.";
const NO_TRACER =
  "datadog-llm: createLlmTelemetry: tracer is ignored; " +
  "allowed: dd-trace's tracer, such as tracer.init()";

/** Runs a consumer, which is told of its set-up once; returns what it printed. */
function runConsumer(name: string, told: readonly string[] = [NO_PRICES]): string {
  const run = spawnSync(process.execPath, [name], {
    cwd: project.folder,
    env: { PATH: process.env["PATH"], DD_TRACE_ENABLED: "false", DD_SERVICE: "helpdesk" },
    encoding: "utf8",
  });
  expect(run.stderr.trimEnd().split("\n")).toEqual(told);
  return run.stdout;
}

/** The command line as it is installed. */
function cli(...args: readonly string[]) {
  const bin = path.join(project.folder, "node_modules/datadog-llm/cli/main.js");
  return spawnSync(process.execPath, [bin, ...args], { cwd: project.folder, encoding: "utf8" });
}

function expectToWork(name: string): void {
  const { same, flushed, logged, modules } = JSON.parse(runConsumer(name));
  expect({ same, flushed }).toEqual({ same: true, flushed: true });
  expect(logged).toEqual([
    expect.objectContaining({ prompt_version: "2026-06-01.3", input_tokens: 1840 }),
  ]);
  // Of what an ES module imports, Node's cache of CommonJS lists only the contract.
  const isEsm = name.endsWith(".mjs");
  expect(ownFiles(modules)).toEqual([...(isEsm ? [] : ["runtime/index.js"]), "telemetry/index.js"]);
  expect(
    (modules as string[]).filter((file) => /\/node_modules\/(@?cdktf|constructs)\//.test(file)),
  ).toEqual([]);
}

function ownFiles(modules: readonly string[]): string[] {
  return modules
    .filter((file) => file.includes("/datadog-llm/"))
    .map((file) => path.relative(path.join(project.folder, "node_modules/datadog-llm"), file))
    .sort();
}

/**
 * Compiles files of the project, strictly and with all declarations checked.
 *
 * @returns problems by file; what is wrong elsewhere in the project under `others`.
 */
function compile(names: readonly string[], options: ts.CompilerOptions = {}) {
  const files = names.map((name) => path.join(project.folder, name));
  const program = ts.createProgram(files, {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    esModuleInterop: true,
    types: ["node", "jest"],
    typeRoots: [path.join(project.folder, "node_modules/@types")],
    ...options,
  });
  const found: Record<string, string[]> = Object.fromEntries(names.map((name) => [name, []]));
  // Through links, dd-trace and Node's types lie outside of the project: they are their own affair.
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(project.folder))
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
  const all = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...own];
  for (const { file, messageText } of all) {
    const name = path.relative(project.folder, file?.fileName ?? "others");
    const text = ts.flattenDiagnosticMessageText(messageText, " ");
    (found[name] ?? (found["others"] ??= [])).push(`${name}: ${text}`);
  }
  program.emit();
  return found;
}
