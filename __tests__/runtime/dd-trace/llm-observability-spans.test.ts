import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { CANARY } from "../support/canaries";
import { runService, wire } from "../support/service-process";

interface LlmSpan {
  readonly name: string;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
}

async function spansSent(option: "on" | "off") {
  const agent = await startLocalAgent();
  try {
    const env = { DD_LLMOBS_ENABLED: "true", DD_LLMOBS_ML_APP: "test" };
    await runService(agent, "llm-observability", [option], env);
    await agent.waitFor(() => sentBy(agent).length >= 3);
    expect(wire(agent)).not.toContain(CANARY);
    return Object.fromEntries(sentBy(agent).map((span) => [span.name, span]));
  } finally {
    await agent.close();
  }
}

function sentBy(agent: LocalAgent): LlmSpan[] {
  return agent.rawBodies
    .filter(({ path }) => path.includes("/llmobs"))
    .flatMap(({ bytes }) => JSON.parse(bytes.toString("utf8")) as { spans: LlmSpan[] }[])
    .flatMap(({ spans }) => spans);
}

describe("with llmObservability, the spans of Datadog's own product", () => {
  it("carry the prompt, feature and variant of the scope, without any text", async () => {
    const { enclosing, own, outside } = await spansSent("on");
    const tags = ["feature:support_agent", "prompt_version:2026-06-01.3"];
    expect(enclosing?.tags).toEqual(
      expect.arrayContaining([...tags, "prompt_name:support_triage", "prompt_variant:treatment_b"]),
    );
    const prompt = { id: "support_triage", version: "2026-06-01.3" };
    expect(enclosing?.meta["input"]).toMatchObject({ prompt });
    expect(own?.meta["input"]).toMatchObject({ prompt: { id: "summary", version: "9" } });
    expect(outside?.tags.join()).not.toContain("prompt_version");
    expect(JSON.stringify([enclosing, own])).not.toMatch(/template|text of the answer/);
    expect(JSON.stringify(enclosing)).not.toContain("gen_ai.");
  }, 60_000);

  it("carry nothing of it by default", async () => {
    const { enclosing } = await spansSent("off");
    expect(JSON.stringify(enclosing)).not.toContain("support_triage");
  }, 60_000);
});
