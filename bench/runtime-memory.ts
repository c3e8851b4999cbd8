import { cpus } from "node:os";
import path from "node:path";
import type { Growth, MemoryReport } from "../__tests__/runtime/services/memory";
import { table } from "../cli/table";
import { startLocalAgent, type Fault } from "../lab/agent";
import { bundleScript } from "./support/bundle";
import { run } from "./support/measure";

/**
 * What millions of metric points and distinct tag values leave in the memory of a service, with an agent
 * in good and in bad health. The service makes its calls as fast as it can, spans included, and no real
 * one makes as many in the same time.
 *
 * Arguments: number of points, by default 10,000,000, and of distinct values, by default 1,000,000.
 */
const SERVICE = path.join(__dirname, "../__tests__/runtime/services/memory.ts");
const STAGES = [0.1, 0.5, 1];

/** To read what arrives would keep the agent busy for longer than the calls take: it only answers. */
const ANSWERS: Fault = { status: 200 };

const AGENTS = {
  answers: ANSWERS,
  "answers 500": { status: 500 },
  "answers garbage": "garbage",
  hangs: "hang",
  "is down": ANSWERS,
} as const satisfies Record<string, Fault>;

type AgentState = keyof typeof AGENTS;

/** Nothing listens on this port. */
const NOWHERE = "http://127.0.0.1:9";

/** MiB. The heap's growth must not depend on how many calls were made. */
const HEAP_BOUND = 16;

async function main(): Promise<void> {
  const [points = 10_000_000, distinct = 1_000_000] = process.argv.slice(2).map(Number);
  const script = await bundleScript(SERVICE);
  const stages = STAGES.map((share) => points * share);
  console.log(`Node ${process.version}, ${cpus().length} cores; growth in MiB, heap + buffers`);
  const reports = new Map<AgentState, MemoryReport>();
  for (const state of Object.keys(AGENTS) as AgentState[]) {
    reports.set(state, await measure(state, script, [stages.join(), String(distinct)]));
  }
  const head = ["the agent", ...stages.map((stage) => `${stage / 1e6}M points`)];
  const rows = [...reports].map(([state, report]) => row(state, report));
  const title = [...head, `${distinct / 1e6}M values`, "peak memory"];
  for (const line of table([title, ...rows], 100)) console.log(line);
  console.log(JSON.stringify(summary(reports)));
}

async function measure(
  state: AgentState,
  script: string,
  args: readonly string[],
): Promise<MemoryReport> {
  const fault = AGENTS[state];
  const faults = { "/v0.4/traces": fault, "/dogstatsd/v2/proxy": fault };
  const agent = await startLocalAgent({ faults, maxRawBytes: 0 });
  try {
    const { stdout } = await run(process.execPath, [script, ...args], {
      env: {
        ...process.env,
        DD_TRACE_AGENT_URL: state === "is down" ? NOWHERE : agent.url,
        DD_DOGSTATSD_PORT: String(agent.udpPort),
        DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
        DD_REMOTE_CONFIGURATION_ENABLED: "false",
      },
    });
    return JSON.parse(stdout) as MemoryReport;
  } finally {
    await agent.close();
  }
}

function row(state: string, { points, distinct, peak }: MemoryReport): string[] {
  const growth = [...Object.values(points), distinct];
  return [state, ...growth.map(({ heap, buffers }) => `${heap} + ${buffers}`), String(peak)];
}

function summary(reports: ReadonlyMap<AgentState, MemoryReport>): object {
  const growth = [...reports.values()].flatMap(allGrowth);
  const maxHeap = Math.max(...growth.map(({ heap }) => heap));
  const maxBuffers = Math.max(...growth.map(({ buffers }) => buffers));
  return {
    bench: "runtime-memory",
    node: process.version,
    growth: Object.fromEntries(reports),
    maxHeap,
    maxBuffers,
    heapBound: HEAP_BOUND,
    met: maxHeap < HEAP_BOUND,
  };
}

function allGrowth({ points, distinct }: MemoryReport): readonly Growth[] {
  return [...Object.values(points), distinct];
}

void main();
