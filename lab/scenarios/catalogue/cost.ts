import { affecting, combine, during, modelsOf, type Incident, type Scenario } from "../scenario";

/** One way to pay for a multiple of what the same traffic cost yesterday. */
function costScenario(id: string, title: string, incident: Incident): Scenario {
  return {
    id,
    title,
    hours: 3.5,
    incident: during(0, 90, incident),
    expects: () => [{ signal: "cost_spike" }],
  };
}

export const longerPrompt = costScenario(
  "cost-longer-prompt",
  "Prompts are five times as long for 90 minutes",
  affecting(({ inputTokens }) => ({ inputTokens: inputTokens * 5 })),
);

export const modelSwitch = costScenario(
  "cost-model-switch",
  "All calls go to one model that costs five times as much, for 90 minutes",
  combine(
    { models: (_models, { service }) => modelsOf(service).slice(-1) },
    affecting(({ pricePerThousand }) => ({ pricePerThousand: (pricePerThousand ?? 0) * 5 })),
  ),
);

export const retryLoop = costScenario(
  "cost-retry-loop",
  "Each call is repeated four times, for 90 minutes",
  affecting(() => ({ retries: 4 })),
);
