import type { LlmServiceDeclaration } from "../../telemetry";

/** A service that can have every signal but one: its feature retrieves nothing. */
export const HELPDESK = {
  service: "helpdesk",
  env: "production",
  team: "support-ai",
  features: { chat: { userFacing: true, streaming: true }, nightly: {} },
  prompts: { answer: { structuredOutput: true } },
  models: { anthropic: ["claude-sonnet-4"] },
  tools: ["search"],
  evals: { right: "correctness" },
} satisfies LlmServiceDeclaration;

/** A service that can have hardly any. */
export const BATCH = {
  service: "batch",
  env: "production",
  team: "support-ai",
  features: { nightly: {} },
  prompts: { summary: {} },
  models: { openai: ["gpt-4.1"] },
} satisfies LlmServiceDeclaration;

export const NOTIFY = { alert: ["@pagerduty-support"] };

/** The error's text as a user sees it: its message, and nothing else. */
export function textOf(mistake: () => unknown): string {
  try {
    mistake();
  } catch (error) {
    return (error as Error).stack ?? "";
  }
  return "accepted";
}
