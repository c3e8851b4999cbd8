/** Runs a benchmark by its name: `npm run bench -- runtime`. */
import { spawnSync } from "node:child_process";
import path from "node:path";

const BENCHES: Readonly<Record<string, string>> = {
  synth: "synth/run.ts",
  start: "start.ts",
  runtime: "runtime/main.ts",
  "runtime-load": "runtime-load.ts",
  "runtime-memory": "runtime-memory.ts",
  redaction: "redaction.ts",
  lab: "lab-monitors.ts",
  "lab-traffic": "lab-traffic.ts",
  "lab-scenarios": "lab-scenarios.ts",
  "lab-backtest": "lab-backtest.ts",
  release: "release/main.ts",
  review: "review.ts",
};

function main([name = "", ...args]: readonly string[]): void {
  const file = BENCHES[name];
  if (file === undefined) {
    console.error(`npm run bench -- <name>; names: ${Object.keys(BENCHES).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  // Each runs in a process of its own, with a collector of garbage that it can call.
  const node = ["--expose-gc", "--import", "tsx", path.join(__dirname, file), ...args];
  process.exitCode = spawnSync(process.execPath, node, { stdio: "inherit" }).status ?? 1;
}

main(process.argv.slice(2));
