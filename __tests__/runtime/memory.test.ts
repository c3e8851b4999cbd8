import { startLocalAgent, type Fault, type LocalAgent } from "../../lab/agent";
import type { MemoryReport } from "./services/memory";
import { runService } from "./support/service-process";

/** Enough points to reach every bound that does not depend on their number. */
const ARGUMENTS = ["250000", "8000"];

/** Growth in MiB that holds for any number of points and values. */
const HEAP_BOUND = 16;

let agent: LocalAgent;
afterEach(() => agent.close());

it.each<[string, Fault, number]>([
  // dd-trace keeps up to 64 MiB in requests under way, which an agent on a busy machine may lag behind.
  ["answers", { status: 200 }, 64],
  // Of the metrics it keeps a second copy for UDP.
  ["hangs", "hang", 192],
])(
  "memory stays bounded over many points and values where the agent %s",
  async (_what, fault, bufferBound) => {
    const faults = { "/v0.4/traces": fault, "/dogstatsd/v2/proxy": fault };
    agent = await startLocalAgent({ faults, maxRawBytes: 1024 });
    const [line = "{}"] = await runService(agent, "memory", ARGUMENTS);
    const { points, distinct } = JSON.parse(line) as MemoryReport;
    const growth = [...Object.values(points), distinct];
    expect(Math.max(...growth.map(({ heap }) => heap))).toBeLessThan(HEAP_BOUND);
    expect(Math.max(...growth.map(({ buffers }) => buffers))).toBeLessThan(bufferBound);
  },
  60_000,
);
