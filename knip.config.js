const { dependencies, devDependencies } = require("./package.json");
const testPackages = require("./__tests__/packages/package.json");

const OWN = { ...dependencies, ...devDependencies };

/**
 * Finds files, exports and dependencies that nothing uses. Entries are what the package exports and
 * what is started by its path: commands, pages of the docs, processes of tests, the report's page.
 *
 * @type {import("knip").KnipConfig}
 */
module.exports = {
  project: ["**/*.ts"],
  entry: [
    "*.ts",
    "bench/{*,*/main}.ts",
    "bench/runtime/{worker,variants/*}.ts",
    "bench/synth/*.ts",
    "examples/*/{main,before,after,service/server}.ts",
    "lab/report/page/main.ts",
    "lab/report/page/watch/main.ts",
    "__tests__/lab/report/page/watch/send-requests.ts",
    "scripts/{*,*/main,*/page,*/run,*/survivors}.ts",
    "scripts/redaction/table.ts",
    "__tests__/lab/agent/emit-telemetry.ts",
    "__tests__/lab/simulation/send-calls.ts",
    "__tests__/runtime/observe/bare/main.ts",
    "__tests__/runtime/providers/forgotten-error.ts",
    "__tests__/runtime/services/*.ts",
  ],
  // A type that says what a function takes or gives is exported with it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    ...Object.keys(testPackages.dependencies).filter((name) => !(name in OWN)),
    // Run by hand, and what it would otherwise compile on installing.
    "cdktf-cli",
    "@cdktf/node-pty-prebuilt-multiarch",
  ],
};
