import { startLocalAgent, type Faults, type LocalAgent } from "../../../lab/agent";
import { runService } from "../support/service-process";

let agent: LocalAgent;
const start = async (faults: Faults = {}) => (agent = await startLocalAgent({ faults }));
afterEach(() => agent.close());

const requests = () => agent.metrics.find(({ name }) => name === "llm.requests");

it("sends traces and metrics before process.exit, which would lose them", async () => {
  expect(await runService(await start(), "exiting")).toEqual(["true"]);
  await agent.waitFor(() => agent.spans.length > 0 && requests() !== undefined);
  expect(agent.spans[0]?.name).toBe("llm.request");
  expect(requests()?.transport).toBe("http");
}, 20_000);

it("sends metrics over UDP where the agent has no proxy for them", async () => {
  await start({ "/dogstatsd/v2/proxy": { status: 404 } });
  expect(await runService(agent, "exiting")).toEqual(["true"]);
  await agent.waitFor(() => requests() !== undefined);
  expect(requests()?.transport).toBe("udp");
}, 20_000);

it("gives up in time where the agent hangs, and says so", async () => {
  await start({ "/v0.4/traces": "hang", "/dogstatsd/v2/proxy": "hang" });
  expect(await runService(agent, "exiting", ["50"])).toEqual(["false"]);
}, 20_000);

it("has nothing to wait for where dd-trace is off", async () => {
  const off = { DD_TRACE_ENABLED: "false" };
  expect(await runService(await start(), "exiting", [], off)).toEqual(["true"]);
  expect(agent.requests["/v0.4/traces"]).toBe(0);
}, 20_000);
