import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { SECRETS } from "../support/canaries";
import { runService, wire } from "../support/service-process";

let agent: LocalAgent;
let answered: readonly string[];

beforeAll(async () => {
  agent = await startLocalAgent();
  const printed = await runService(agent, "hostile-registries");
  // A client prints of its own attempts.
  answered = printed.filter((line) => /^(langfuse|promptlayer): /.test(line));
}, 60_000);
afterAll(() => agent.close());

it("the application gets its answer, whatever a registry says of a prompt", () => {
  expect(answered).toHaveLength(40);
  expect(agent.spans.filter(({ name }) => name === "llm.request")).toHaveLength(40);
});

it("nothing of what it says reaches a tag, but names and versions", () => {
  const sent = wire(agent).toLowerCase();
  const leaked = ["canary", ...SECRETS].filter((text) => sent.includes(text.toLowerCase()));
  expect(leaked).toEqual([]);
  const spans = agent.spans.filter(({ name }) => name === "llm.request");
  const told = (tag: string) => [...new Set(spans.map(({ meta }) => meta[tag]))].sort();
  expect(told("llm.prompt_name")).toEqual(["a", "support_triage", "unknown"]);
  expect(told("llm.prompt_version")).toEqual(["4", "_proto", "fallback", "unknown"]);
  expect(told("llm.prompt_environment")).toEqual(["__proto__", "production", undefined]);
});
