import { startLocalAgent, type LocalAgent } from "../../lab/agent";
import { runService, wire } from "./support/service-process";

/** Enough digits that no random id holds them by chance. */
const CARD = "4111 1111";

let agent: LocalAgent;
beforeEach(async () => {
  agent = await startLocalAgent();
});
afterEach(() => agent.close());

it("lets no prompt text and no secret leave the process, and still tells what failed where", async () => {
  const lines = await runService(agent, "leaky");
  await agent.waitFor(() => agent.spans.length >= 10);
  const sent = wire(agent) + lines.join("\n");
  expect(sent).toContain("llm_request_completed");
  for (const text of ["canary", CARD, "looksLikeAFrame"]) expect(sent).not.toContain(text);

  const failed = agent.spans.filter((span) => span.error === 1);
  expect(failed.find(({ name }) => name === "rag.retrieval")?.meta).toMatchObject({
    "error.type": "TypeError",
    "error.message": "TypeError, status 400",
    "error.stack": expect.stringMatching(/^TypeError\n {4}at .*leaky\.js/) as string,
    "llm.error_type": "other",
  });
}, 20_000);

it("redacts secrets where an application asks for messages", async () => {
  await runService(agent, "leaky", ["redacted"]);
  await agent.waitFor(() => agent.spans.length > 0);
  expect(agent.spans[0]?.meta["error.message"]).toMatch(/^\[redacted\] of \[redacted\].* failed$/);
  for (const secret of ["canary", CARD]) expect(wire(agent)).not.toContain(secret);
}, 20_000);

it.each([
  ["without dd-trace's plugins", []],
  ["with dd-trace's plugins", ["plugins"]],
])(
  "sends none of 400 texts, whatever path they take, %s",
  async (_, args) => {
    const services = ["marked-texts", "marked-frameworks"];
    const printed = await Promise.all(services.map((name) => runService(agent, name, args)));
    for (const lines of printed) {
      expect(Number(lines.at(-1)?.split(" ")[0])).toBeGreaterThanOrEqual(200);
    }
    // Each service flushes before it ends.
    expect(agent.spans.length).toBeGreaterThan(250);
    expect(agent.metrics.length).toBeGreaterThan(100);
    const found = `${wire(agent)}\n${printed.flat().join("\n")}`.match(/.{0,80}canary.{0,40}/gi);
    expect(found ?? []).toEqual([]);
  },
  60_000,
);

it("takes providers' messages out of the spans of dd-trace's own plugins below a call", async () => {
  await runService(agent, "plugins");
  const plugins = () =>
    agent.spans.filter(({ name }) => /^(openai|anthropic)\.request$/.test(name));
  await agent.waitFor(() => plugins().length >= 18);
  expect(wire(agent)).not.toContain("canary");
  for (const { error, meta } of plugins()) {
    expect(error).toBe(1);
    expect(meta["error.message"]).toMatch(/Error(?:, status 400)?, code \w+$/);
    expect(meta["error.stack"]).toMatch(/^\w+\n {4}at /);
  }
  const tools = agent.spans.filter(({ name, error }) => name === "mcp.request" && error === 1);
  expect(tools.map(({ meta }) => meta["error.message"])).toEqual(["Error", "McpError"]);
  // Beside those spans, each call still counts once.
  const counted = agent.metrics
    .filter(({ name }) => name === "llm.requests")
    .reduce((total, { values }) => total + values.reduce((sum, one) => sum + one, 0), 0);
  const requests = agent.spans.filter(({ name }) => name === "llm.request");
  expect([counted, requests.length]).toEqual([12, 12]);
}, 40_000);
