import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./mutants";

/** These start compilers, browsers, Terraform, services or long plays: seconds each, hundreds of times. */
const TOO_SLOW = [
  "cli/",
  "constructs/any-service",
  "constructs/state-survives",
  "constructs/upgrades",
  "docs/",
  "examples/",
  "lab/report/",
  "lab/run/any-service",
  "lab/run/chance",
  "lab/run/healthy-monitors",
  "lab/scenarios/",
  "mistakes/runners",
  "release/",
  "runtime-consumer/",
  "runtime/client-table/",
  "runtime/clients",
  "runtime/contract",
  "runtime/dd-trace/agent-faults",
  "runtime/dd-trace/flush",
  "runtime/dd-trace/keep",
  "runtime/dd-trace/llm-observability-spans",
  "runtime/privacy",
  "runtime/memory",
  "scripts/",
  "supply-chain",
];

/** Whose tests are asked after a room's own ones, in this order. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  telemetry: ["mistakes/", "contract-agreement", "constructs/sites", "runtime/set-up"],
  constructs: ["mistakes/", "contract-agreement", "lab/run/", "lab/monitors/"],
  runtime: ["mistakes/set-up", "contract-agreement", "lab/agent/dd-trace"],
  lab: ["lab/recorder/", "runtime/dd-trace/"],
};

/** Files of tests that may notice a change of this file, the likeliest first. */
export function testsNear(file: string): readonly string[] {
  return quickTests()
    .map((test) => [nearness(test, file), test] as const)
    .filter(([near]) => near > 0)
    .sort(([a, one], [b, other]) => b - a || (one < other ? -1 : 1))
    .map(([, test]) => test);
}

/** How much of the path a test shares with a file, its own name included; below 1, by its room's place. */
function nearness(test: string, file: string): number {
  const names = file.replace(/\.ts$/, "").split("/");
  const inTests = test.replace(/^__tests__\//, "").replace(/\.test\.ts$/, "");
  const shared = names.findIndex((name, index) => inTests.split("/")[index] !== name);
  if (shared !== 0) return shared < 0 ? names.length : shared;
  const neighbours = NEIGHBOURS[names[0] ?? ""] ?? [];
  const place = neighbours.findIndex((one) => inTests.startsWith(one));
  return place < 0 ? 0 : 1 / (place + 2);
}

let found: readonly string[] | undefined;

function quickTests(): readonly string[] {
  return (found ??= readdirSync(path.join(ROOT, "__tests__"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts") && !name.includes("node_modules"))
    .filter((name) => !TOO_SLOW.some((one) => name.startsWith(one)))
    .map((name) => path.join("__tests__", name)));
}
