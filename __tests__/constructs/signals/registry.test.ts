import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

jest.setTimeout(60_000);

const ROOT = path.resolve(__dirname, "../../..");
const SIGNALS = path.join(ROOT, "constructs/signals");
const REGISTRY = path.join(SIGNALS, "registry.ts");
const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) =>
  readFileSync(file, "utf8"),
) as {
  config: { compilerOptions: object };
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);

const files = new Map<string, ts.SourceFile | undefined>();

/** Read once for all tests. */
function parsed(name: string, target: ts.ScriptTarget | ts.CreateSourceFileOptions) {
  const text = files.has(name) ? undefined : ts.sys.readFile(name);
  if (text !== undefined) files.set(name, ts.createSourceFile(name, text, target));
  return files.get(name);
}

/** What the compiler says of the registry, with one of its files changed. */
function errorsWith(file: string, from: string | RegExp, to: string): string[] {
  const changed = path.join(SIGNALS, file);
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (name, target) => {
    if (path.resolve(name) !== changed) return parsed(name, target);
    const before = readFileSync(name, "utf8");
    const text = before.replace(from, to);
    expect(text).not.toBe(before);
    return ts.createSourceFile(name, text, target);
  };
  const program = ts.createProgram(
    [REGISTRY],
    { ...options, noEmit: true, noUnusedLocals: false },
    host,
  );
  return program
    .getSemanticDiagnostics(program.getSourceFile(REGISTRY))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("the signals and their settings", () => {
  it("do not compile where the settings forget a signal", () => {
    const errors = errorsWith("signals-settings.ts", /readonly cost_budget\?: .*;/, "");
    expect(errors).toEqual([expect.stringContaining("'cost_budget' does not exist in type")]);
  });

  it("do not compile where a signal is forgotten, and its settings would be ignored", () => {
    const errors = errorsWith("registry.ts", "cost_budget: costBudget,", "");
    expect(errors).toEqual([expect.stringContaining("Property 'cost_budget' is missing")]);
  });

  it("do not compile where a signal takes other settings than a team can write", () => {
    const errors = errorsWith(
      "signals-settings.ts",
      "readonly cost_spike?: CostSpikeSettings",
      "readonly cost_spike?: RateSettings",
    );
    expect(errors).toEqual([expect.stringContaining("is not assignable")]);
  });
});
