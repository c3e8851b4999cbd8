import tracer from "dd-trace";
import { supportAgent } from "../../../../../examples/services";
import { createLlmTelemetry } from "../../../../../runtime";

/** Run in a process of its own: ten requests of the support agent, of which eight answer no JSON. */
tracer.init({ plugins: false, startupLogs: false });
const llm = createLlmTelemetry({ tracer, service: supportAgent, prices: { cost: () => 0.0125 } });
const prompt = { name: "support_triage", version: "2026-06-01.3" } as const;

async function answer(reply: string): Promise<void> {
  await llm.withPrompt({ ...prompt, feature: "support_agent" }, async () => {
    await llm.retrieval({ index: "help_center", strategy: "hybrid" }, () => Promise.resolve([]));
    const model = { provider: "anthropic", model: "claude-sonnet-4" } as const;
    const message = { type: "message", role: "assistant", model: model.model, content: [] };
    const usage = { input_tokens: 1_840, output_tokens: 120 };
    await llm.request(model, () => Promise.resolve({ ...message, stop_reason: "end_turn", usage }));
    try {
      llm.validation({ schema: "triage" }, () => JSON.parse(reply) as object);
    } catch {
      // The runtime tells of it; that is what the test reads.
    }
  });
}

async function main(): Promise<void> {
  for (let call = 0; call < 10; call += 1) {
    await tracer.trace("web.request", { resource: "POST /tickets" }, () =>
      answer(call < 2 ? "{}" : "I am sorry, I"),
    );
  }
  await llm.flush(5_000);
}

void main();
