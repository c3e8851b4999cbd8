import { startLocalAgent, type LocalAgent } from "../../lab/agent";
import { runService } from "./support/service-process";

/** Growth in MiB that holds for any number of calls. */
const HEAP_BOUND = 24;
/** dd-trace keeps up to 64 MiB in requests under way, and about as much that waits for them. */
const BUFFER_BOUND = 192;

interface Growth {
  readonly heap: number;
  readonly buffers: number;
}

let agent: LocalAgent;
afterEach(() => agent.close());

it.each([
  ["works", {}],
  ["hangs", { "/v0.4/traces": "hang", "/dogstatsd/v2/proxy": "hang" }],
] as const)(
  "memory stays bounded over many calls and values where the agent %s",
  async (_what, faults) => {
    agent = await startLocalAgent({ faults, maxRawBytes: 1024, maxMetrics: 10, maxSpans: 10 });
    const [line = "{}"] = await runService(agent, "memory", ["8000", "8000"]);
    const { calls, distinct } = JSON.parse(line) as Readonly<Record<"calls" | "distinct", Growth>>;
    expect(Math.max(calls.heap, distinct.heap)).toBeLessThan(HEAP_BOUND);
    expect(calls.buffers + distinct.buffers).toBeLessThan(BUFFER_BOUND);
  },
  60_000,
);
