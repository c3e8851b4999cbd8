import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { llm, logger } from "./telemetry";
import type { RenderedPrompt } from "./triage";

/** What the agent needs of an answer, whoever gave it. */
export interface Answer {
  readonly text: string;
  /** Order that the model wants to see. */
  readonly orderId: string | undefined;
}

// The other provider is asked instead of the same one again.
const anthropic = new Anthropic({ maxRetries: 0 });
const openai = new OpenAI({ maxRetries: 0 });

const LOOKUP_ORDER = {
  name: "lookup_order",
  description: "Reads the state of an order.",
  schema: {
    type: "object" as const,
    properties: { order_id: { type: "string" } },
    required: ["order_id"],
  },
};

/** Asks Claude, and GPT where Claude cannot be reached. */
export async function ask(prompt: RenderedPrompt): Promise<Answer> {
  try {
    return await askClaude(prompt);
  } catch (error) {
    if (!(error instanceof Anthropic.APIError)) throw error;
    logger.warn({ status: error.status }, "Claude failed, asking GPT");
    return askGpt(prompt);
  }
}

async function askClaude({ system, user }: RenderedPrompt): Promise<Answer> {
  const { name, description, schema } = LOOKUP_ORDER;
  const stream = llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () =>
    anthropic.messages.stream({
      model: "claude-sonnet-4",
      max_tokens: 1024,
      system,
      messages: [{ role: "user", content: user }],
      tools: [{ name, description, input_schema: schema }],
    }),
  );
  const { content } = await stream.finalMessage();
  const call = content.find((block) => block.type === "tool_use");
  return {
    text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
    orderId: (call?.input as { order_id?: string } | undefined)?.order_id,
  };
}

async function askGpt({ system, user }: RenderedPrompt): Promise<Answer> {
  const { name, description, schema } = LOOKUP_ORDER;
  const stream = llm.request({ provider: "openai", model: "gpt-4.1" }, () =>
    openai.chat.completions.stream({
      model: "gpt-4.1",
      messages: [
        { role: "system", content: system },
        { role: "user", content: user },
      ],
      tools: [{ type: "function", function: { name, description, parameters: schema } }],
      // Without it a streamed answer does not say how many tokens it took.
      stream_options: { include_usage: true },
    }),
  );
  const { content, tool_calls: calls } = await stream.finalMessage();
  const call = calls?.find((made) => made.type === "function");
  const input = JSON.parse(call?.function.arguments ?? "{}") as { order_id?: string };
  return { text: content ?? "", orderId: input.order_id };
}
