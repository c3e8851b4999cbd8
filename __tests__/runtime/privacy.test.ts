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
    "error.stack": expect.stringMatching(/^TypeError\n {4}at .*leaky\.ts/) as string,
    "llm.error_type": "other",
  });
}, 20_000);

it("redacts secrets where an application asks for messages", async () => {
  await runService(agent, "leaky", ["redacted"]);
  await agent.waitFor(() => agent.spans.length > 0);
  expect(agent.spans[0]?.meta["error.message"]).toMatch(/^\[redacted\] of \[redacted\].* failed$/);
  for (const secret of ["canary", CARD]) expect(wire(agent)).not.toContain(secret);
}, 20_000);
