import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "./measure";

const TS_NODE = "10.9.2";

/**
 * This project's app, set up as CDKTF's TypeScript template sets one up: `ts-node` with type check, the
 * provider imported from its root. Two things are in its favour: `ts-node` is called directly, where the
 * template goes through `npx`, and CDKTF's own telemetry is off.
 *
 * @param folder an empty folder
 */
export async function createStockProject(root: string, folder: string): Promise<string> {
  const tools = path.join(folder, "tools");
  const app = path.join(folder, "app");
  mkdirSync(tools, { recursive: true });
  mkdirSync(app);
  const flags = ["--no-audit", "--no-fund", "--no-package-lock"];
  await run("npm", ["install", "--prefix", tools, ...flags, `ts-node@${TS_NODE}`]);
  const sources = [
    "main.ts",
    "examples/main.ts",
    "examples/services.ts",
    "telemetry",
    "constructs",
  ];
  for (const name of [...sources, "package.json", "tsconfig.json"]) {
    cpSync(path.join(root, name), path.join(app, name), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(app, "node_modules"));
  importFromRoot(path.join(app, "constructs/cdktf.ts"));
  const tsNode = path.join(tools, "node_modules/ts-node/dist/bin.js");
  const settings = {
    language: "typescript",
    app: `node ${tsNode} main.ts`,
    projectId: "bench-start",
    sendCrashReports: "false",
  };
  writeFileSync(path.join(app, "cdktf.json"), JSON.stringify(settings));
  return app;
}

const DEEP_IMPORT = 'export { DatadogProvider } from "@cdktf/provider-datadog/lib/provider";';
const ROOT_IMPORT = `import { provider } from "@cdktf/provider-datadog";
export const DatadogProvider = provider.DatadogProvider;`;

function importFromRoot(file: string): void {
  const source = readFileSync(file, "utf8");
  if (!source.includes(DEEP_IMPORT)) throw new Error(`${file} holds no "${DEEP_IMPORT}".`);
  writeFileSync(file, source.replace(DEEP_IMPORT, ROOT_IMPORT));
}
