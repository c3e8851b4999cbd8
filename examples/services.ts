import { defineLlmService } from "datadog-llm/telemetry";

/** The guide's example: an agent that retrieves, calls tools, streams, and answers in JSON. */
export const supportAgent = defineLlmService({
  service: "support-agent",
  env: "production",
  team: "support-ai",
  description: "Answers support tickets in the product, with actions on the customer's order.",
  features: {
    support_agent: { userFacing: true, streaming: true, retrieval: { topScoreFloor: 0.55 } },
  },
  prompts: {
    support_triage: {
      structuredOutput: true,
      release: { baseline: "2026-06-01.2", candidate: "2026-06-01.3" },
    },
  },
  models: { anthropic: ["claude-sonnet-4"], openai: ["gpt-4.1"] },
  tools: ["lookup_order", "issue_refund"],
  evals: { support_answer_correctness: "correctness", support_answer_safety: "safety" },
});

/** Reviews pull requests while a developer waits. No retrieval, no structured output. */
export const codeReview = defineLlmService({
  service: "code-review",
  env: "production",
  team: "developer-tools",
  description: "Comments on pull requests.",
  features: { code_review: { userFacing: true, streaming: true } },
  prompts: { review_diff: {} },
  models: { openai: ["gpt-4.1"] },
  tools: ["read_file"],
  evals: { review_correctness: "correctness" },
});

/** A nightly batch: nobody waits, but every record must parse. */
export const invoiceExtraction = defineLlmService({
  service: "invoice-extraction",
  env: "production",
  team: "finance-platform",
  description: "Turns scanned invoices into ledger entries.",
  features: { extraction: {} },
  prompts: { invoice_fields: { structuredOutput: true } },
  models: { openai: ["gpt-4.1"] },
  evals: { field_accuracy: "correctness" },
});
