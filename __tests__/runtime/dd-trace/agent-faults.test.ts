import { startLocalAgent, type Fault, type LocalAgent } from "../../../lab/agent";
import { startService, type ServiceProcess } from "../support/service-process";

let agent: LocalAgent;
let running: ServiceProcess;

beforeAll(async () => {
  agent = await startLocalAgent();
  running = startService(agent, "busy");
});
afterAll(async () => {
  running.tell("exit");
  await running.ended;
  await agent.close();
});

const sentTraces = () => agent.requests["/v0.4/traces"];

it.each<[string, Fault]>([
  ["hangs", "hang"],
  ["answers 500", { status: 500 }],
  ["answers garbage", "garbage"],
  ["closes the connection", "close"],
])(
  "no call waits for an agent that %s",
  async (_what, fault) => {
    agent.faults["/v0.4/traces"] = fault;
    agent.faults["/dogstatsd/v2/proxy"] = fault;
    const sentBefore = sentTraces();
    const printedBefore = running.lines.length;
    running.tell("call");
    await agent.waitFor(() => sentTraces() > sentBefore, 15_000);
    expect(await running.line(printedBefore)).toBe("0");
  },
  20_000,
);

it("sends again when the agent is back", async () => {
  delete agent.faults["/v0.4/traces"];
  delete agent.faults["/dogstatsd/v2/proxy"];
  running.tell("call");
  await agent.waitFor(() => agent.spans.length > 0 && agent.metrics.length > 0, 15_000);
  expect(agent.spans[0]?.name).toBe("llm.request");
}, 20_000);
