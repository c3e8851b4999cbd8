import { createPriceSource } from "../../../runtime/cost";
import { readResponse } from "../../../runtime/providers";
import {
  chatCompletion,
  contentResponse,
  converse,
  message,
  response,
} from "../../support/llm-server";

const prices = createPriceSource();

/** By hand, in millionths of a dollar: tokens times the list price per million. */
it.each([
  ["openai", "gpt-4o", chatCompletion(), 80 * 2.5 + 40 * 1.25 + 30 * 10],
  ["azure", "gpt-4o", response(), 80 * 2.5 + 40 * 1.25 + 30 * 10],
  ["anthropic", "claude-sonnet-4-5", message(), 50 * 3 + 60 * 0.3 + 30 * 3.75 + 10 * 6 + 25 * 15],
  ["google", "gemini-2.5-pro", contentResponse(), 80 * 1.25 + 40 * 0.125 + 30 * 10],
  [
    "bedrock",
    "us.anthropic.claude-sonnet-4-20250514-v1:0",
    { $metadata: {}, ...converse() },
    50 * 3 + 60 * 0.3 + 40 * 3.75 + 25 * 15,
  ],
])(
  "a response of %s's %s costs what its tokens cost by hand",
  (provider, model, wire, expected) => {
    const facts = readResponse(wire);
    expect(facts).toBeDefined();
    expect(prices.cost({ provider, model, facts: facts! })).toBeCloseTo(expected / 1e6, 12);
  },
);
