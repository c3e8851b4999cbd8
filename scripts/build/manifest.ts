import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const SHARED = ["name", "version", "description", "license", "repository", "engines"] as const;

/** CommonJS entry points; the folder of each is found without `exports` as well. */
const CJS = ["cdktn/constructs", "constructs", "lab", "telemetry"];
/** Entry points in both formats. */
const DUAL = [
  "runtime",
  "runtime/ai-sdk",
  "runtime/langchain",
  "runtime/mcp",
  "runtime/openai-agents",
  "runtime/prompts",
  "runtime/testing",
];

/**
 * What an entry point needs beside the package. All of it is optional, so that a service that installs
 * the package for its runtime gets no other package.
 */
const PEERS = {
  "@cdktf/provider-datadog": ">=11.28.0 <17",
  "@cdktn/provider-datadog": ">=13.2.0 <17",
  "@datadog/sketches-js": "^2.1.0",
  "@jest/globals": ">=29",
  "@msgpack/msgpack": "^3.1.0",
  "@pydantic/genai-prices": "^0.1.8",
  cdktf: ">=0.20.12 <1",
  // npm resolves optional peers together, although it installs none: each version of the provider
  // pins one of CDK Terrain, and a range here fails the install of whoever uses neither.
  cdktn: "*",
  constructs: ">=10.4.2 <11",
  "dd-trace": ">=5 <7",
  vitest: ">=3",
};

/** Writes the `package.json` that is published; the checkout's own describes an app. */
export function writeManifest(root: string, dist: string): void {
  const app = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as object;
  const shared = Object.entries(app).filter(([key]) => (SHARED as readonly string[]).includes(key));
  const manifest = {
    ...Object.fromEntries(shared),
    keywords: ["datadog", "llm", "cdktf", "cdktn", "terraform", "observability", "dd-trace"],
    bin: { "datadog-llm": "cli/main.js" },
    exports: Object.fromEntries(exportsOf()),
    peerDependencies: PEERS,
    peerDependenciesMeta: Object.fromEntries(
      Object.keys(PEERS).map((name) => [name, { optional: true }]),
    ),
  };
  writeFileSync(path.join(dist, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  chmodSync(path.join(dist, "cli/main.js"), 0o755);
}

function exportsOf(): [string, unknown][] {
  const entries: [string, unknown][] = [
    ...CJS.map((folder): [string, unknown] => [`./${folder}`, `./${folder}/index.js`]),
    ...DUAL.map((folder): [string, unknown] => [
      `./${folder}`,
      { import: `./${folder}/index.mjs`, default: `./${folder}/index.js` },
    ]),
    ...["lab", "runtime/testing"].flatMap((folder): [string, unknown][] => [
      [`./${folder}/jest-globals`, `./${folder}/jest-globals.js`],
      [`./${folder}/vitest`, `./${folder}/vitest.mjs`],
    ]),
    ["./package.json", "./package.json"],
  ];
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
