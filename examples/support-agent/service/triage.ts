import type { Article } from "./stand-ins";

/** The prompt release that this process serves; it ships on its own schedule, unlike `DD_VERSION`. */
export const PROMPT = {
  name: "support_triage",
  version: "2026-06-01.3",
  feature: "support_agent",
  // The model that is asked first: retrieval and rendering come before any request.
  provider: "anthropic",
  model: "claude-sonnet-4",
} as const;

export interface Ticket {
  readonly id: string;
  readonly tenantId: string;
  readonly text: string;
}

/** What the model answers, as JSON. */
export interface Triage {
  readonly category: "refund" | "shipping" | "other";
  readonly reply: string;
}

/** A prompt, in the parts that every provider takes. */
export interface RenderedPrompt {
  readonly system: string;
  readonly user: string;
}

export function renderPrompt(ticket: Ticket, articles: readonly Article[]): RenderedPrompt {
  const system = [
    "You answer support tickets. Use only the articles below.",
    'Answer as JSON: {"category": "refund" | "shipping" | "other", "reply": string}.',
    ...articles.map(({ title, text }) => `# ${title}\n${text}`),
  ];
  return { system: system.join("\n\n"), user: ticket.text };
}

/** English prose has about four characters per token. */
export function estimateTokens({ system, user }: RenderedPrompt): number {
  return Math.round((system.length + user.length) / 4);
}

/** @throws Error where the answer is no JSON or not of this shape. */
export function parseTriage(text: string): Triage {
  const { category, reply } = JSON.parse(text) as Partial<Triage>;
  if (category !== "refund" && category !== "shipping" && category !== "other") {
    throw new TypeError("The triage has no known category.");
  }
  if (typeof reply !== "string") throw new TypeError("The triage has no reply.");
  return { category, reply };
}
