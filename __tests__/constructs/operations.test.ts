import fc from "../support/fast-check";
import { codeReview, invoiceExtraction, supportAgent } from "../../examples/services";
import type { LlmServiceInEnv } from "../../telemetry";
import { unevenlyFiltered, wateredDown } from "../support/operation-rules";
import { validService } from "../support/service-arbitrary";
import { synthService } from "../support/synth";

const EVERYTHING = {
  signals: { telemetry_silent: true, cost_budget: { daily: 100, monthly: 1000 } },
  objectives: { availability: {} },
} as const;

const SERVICES: readonly LlmServiceInEnv[] = [
  supportAgent,
  codeReview,
  invoiceExtraction,
  ...fc.sample(validService, { numRuns: 10, seed: 1 }),
];

describe("what is about answers", () => {
  const stacks = [
    ...SERVICES.map((service) => synthService(service, EVERYTHING)),
    synthService(supportAgent, { objectives: { availability: {}, latency: {}, valid_json: {} } }),
  ];

  it("counts chats alone, in every monitor, widget and objective: the many embeddings hide them", () => {
    expect(stacks.flatMap(wateredDown)).toEqual([]);
  });

  it("counts the same in an alert's measure and in its guards", () => {
    expect(stacks.flatMap(unevenlyFiltered)).toEqual([]);
  });
});

it("an outage of embeddings pages as one of their model, and their cost is cost", () => {
  const queries = Object.values(synthService(supportAgent, EVERYTHING).monitors)
    .filter(({ tags }) =>
      ["provider_error_rate", "cost_spike", "cost_budget", "telemetry_silent"].some((signal) =>
        tags.includes(`signal:${signal}`),
      ),
    )
    .map(({ query }) => query);
  expect(queries.length).toBeGreaterThan(5);
  expect(queries.filter((query) => query.includes("operation:"))).toEqual([]);
});
