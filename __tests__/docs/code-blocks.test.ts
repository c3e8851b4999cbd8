import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { codeBlocks, fileNameOf, pages, type CodeBlock } from "../support/markdown-blocks";
import { compiledSources, REPOSITORY } from "../support/compiled-sources";

const BLOCKS = pages().flatMap(codeBlocks).map(onCdktf);

/** CDK Terrain is not installed here; its API has the same types under other names. */
function onCdktf(block: CodeBlock): CodeBlock {
  if (block.info !== "cdktn") return block;
  const text = block.text.replace('"cdktn"', '"cdktf"').replace("/cdktn/constructs", "/constructs");
  return { ...block, text };
}

const BLOCKS_FOLDER = path.join(REPOSITORY, "__tests__/__blocks__");
/** The whole of it also has the packages of its browser part. */
const AGENTS = path.join(REPOSITORY, "__tests__/node_modules/@openai/agents-core/dist/index.d.ts");

/** Settings on runbook pages are no modules; runbooks.test.ts applies each of them. */
const isRunbook = ({ page }: CodeBlock): boolean => /^docs\/runbooks\/[a-z]/.test(page);
const TYPESCRIPT = BLOCKS.filter((block) => block.language === "ts" && !isRunbook(block));

/** The block that a page's other blocks import as `./services`. */
function servicesOf(page: string): CodeBlock | undefined {
  return TYPESCRIPT.find(
    (block) =>
      block.page === page && block.text.includes("export const helpdesk = defineLlmService"),
  );
}

describe("the code blocks of the docs", () => {
  it("compile as they stand, against this repository", () => {
    const problems = typeCheck(TYPESCRIPT);
    expect(problems).toEqual([]);
    expect(TYPESCRIPT.length).toBeGreaterThan(4);
  });

  it("run, where they are tests", () => {
    const tests = TYPESCRIPT.filter(({ info }) => info === "test");
    expect(tests.length).toBeGreaterThan(0);
    expect(runAsTests(tests)).toContain(
      `Tests:       ${tests.length} passed, ${tests.length} total`,
    );
  });
});

/** Compiles each block as a module beside the others of its page. */
function typeCheck(blocks: readonly CodeBlock[]): string[] {
  // Below the folder with the packages that only tests have.
  const folder = (page: string): string => path.join(BLOCKS_FOLDER, page);
  const files = new Map<string, CodeBlock>();
  blocks.forEach((block, index) => {
    files.set(path.join(folder(block.page), fileNameOf(block) ?? `block-${index}.ts`), block);
  });
  for (const page of new Set(blocks.map((block) => block.page))) {
    const services = servicesOf(page) ?? servicesOf("README.md");
    if (services) files.set(path.join(folder(page), "services.ts"), services);
  }
  const program = ts.createProgram([...files.keys()], compilerOptions(), virtualHost(files));
  // Of the blocks alone: `npm run check` has compiled what they import.
  return [...files.keys()]
    .map((name) => program.getSourceFile(name)!)
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ])
    .map(({ file, messageText }) => {
      const { place } = files.get(file!.fileName)!;
      return `${place}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(REPOSITORY, "tsconfig.json"), (file) =>
    ts.sys.readFile(file),
  );
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, REPOSITORY);
  // What a reader's own project need not have switched on.
  const readers = { noUnusedLocals: false, noPropertyAccessFromIndexSignature: false };
  return {
    ...options,
    ...readers,
    paths: {
      "datadog-llm/*": [`${REPOSITORY}/*/index.ts`, `${REPOSITORY}/*.ts`],
      "@openai/agents": [AGENTS],
    },
  };
}

function virtualHost(files: ReadonlyMap<string, CodeBlock>): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions());
  const inBlocks = (name: string): boolean => name.startsWith(BLOCKS_FOLDER);
  return {
    ...host,
    fileExists: (name) => files.has(name) || host.fileExists(name),
    directoryExists: (name) => inBlocks(name) || (host.directoryExists?.(name) ?? true),
    readFile: (name) => files.get(name)?.text ?? host.readFile(name),
    getSourceFile: (name, target, ...rest) => {
      const block = files.get(name);
      return block
        ? ts.createSourceFile(name, block.text, target)
        : host.getSourceFile(name, target, ...rest);
    },
  };
}

/** Runs each block with Jest beside its page's services, as a reader would. */
function runAsTests(blocks: readonly CodeBlock[]): string {
  const rootDir = realpathSync(mkdtempSync(path.join(tmpdir(), "datadog-llm-readme-")));
  try {
    blocks.forEach((block, index) => {
      const folder = path.join(rootDir, String(index));
      mkdirSync(folder);
      writeFileSync(path.join(folder, "readme.test.ts"), block.text);
      const services = servicesOf(block.page) ?? servicesOf("README.md")!;
      writeFileSync(path.join(folder, "services.ts"), services.text);
    });
    const config = {
      rootDir,
      transform: { "\\.ts$": path.join(REPOSITORY, "node_modules/@swc/jest") },
      moduleNameMapper: { "^datadog-llm/(.*)$": path.join(compiledSources(), "$1") },
      modulePaths: [path.join(REPOSITORY, "node_modules")],
    };
    const args = ["--config", JSON.stringify(config), "--ci=false", "--runInBand"];
    const jest = path.join(REPOSITORY, "node_modules/jest/bin/jest.js");
    return spawnSync(process.execPath, [jest, ...args], { encoding: "utf8", cwd: rootDir }).stderr;
  } finally {
    rmSync(rootDir, { recursive: true, force: true });
  }
}
