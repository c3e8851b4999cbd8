import { defineLlmService, InvalidInputError, type LlmServiceDeclaration } from "../../telemetry";
import { HELPDESK, textOf } from "./declaration";

const IN_DECLARATION = 'in the declaration of LLM service "helpdesk":';
const SERVICE_NAMES =
  "service, env, team, description, features, prompts, models, tools, evals, judges, traffic, promptVariants, tenantTiers, budget";

/** What a user writes, beside an otherwise right declaration, and the error in full. */
const MISTAKES: readonly (readonly [string, unknown, string])[] = [
  [
    "nothing",
    undefined,
    `Mend 1 problem in the declaration of LLM service without a name:
  declaration: nothing given; allowed: an object`,
  ],
  [
    "an empty object",
    {},
    `Mend 6 problems in the declaration of LLM service without a name:
  service: nothing given; allowed: a name that is not empty
  env: nothing given; allowed: a name that is not empty
  team: nothing given; allowed: a name that is not empty
  features: nothing given; allowed: an object with at least one entry
  prompts: nothing given; allowed: an object with at least one entry
  models: nothing given; allowed: an object with at least one entry`,
  ],
  [
    "a display name, and an env from an empty variable",
    { ...HELPDESK, service: "Help Desk", env: "" },
    `Mend 2 problems in the declaration of LLM service "Help Desk":
  service: "Help Desk" given; allowed: the form that Datadog stores, "help_desk"
  env: "" given; allowed: a name that is not empty`,
  ],
  [
    "misspelt properties",
    { ...HELPDESK, tool: ["search"], owner: "me" },
    `Mend 2 problems ${IN_DECLARATION}
  tool: unknown; allowed: ${SERVICE_NAMES}; did you mean tools?
  owner: unknown; allowed: ${SERVICE_NAMES}`,
  ],
  [
    "features as a list",
    { ...HELPDESK, features: ["chat"] },
    `Mend 1 problem ${IN_DECLARATION}
  features: ["chat"] given; allowed: an object with at least one entry`,
  ],
  [
    "features as text",
    { ...HELPDESK, features: "chat" },
    `Mend 1 problem ${IN_DECLARATION}
  features: "chat" given; allowed: an object with at least one entry`,
  ],
  [
    "a feature that is on or off",
    { ...HELPDESK, features: { chat: true } },
    `Mend 1 problem ${IN_DECLARATION}
  features.chat: true given; allowed: an object`,
  ],
  [
    "a feature's property in another case",
    { ...HELPDESK, features: { chat: { user_facing: true, streaming: "yes" } } },
    `Mend 2 problems ${IN_DECLARATION}
  features.chat.user_facing: unknown; allowed: userFacing, streaming, retrieval; did you mean userFacing?
  features.chat.streaming: "yes" given; allowed: true or false`,
  ],
  [
    "a floor as text",
    { ...HELPDESK, features: { chat: { retrieval: { topScoreFloor: "0.5" } } } },
    `Mend 1 problem ${IN_DECLARATION}
  features.chat.retrieval.topScoreFloor: "0.5" given; allowed: a number on your retriever's scale, up to a billion, with at most 6 decimals`,
  ],
  [
    "prompts from JSON without any",
    { ...HELPDESK, prompts: null },
    `Mend 1 problem ${IN_DECLARATION}
  prompts: null given; allowed: an object with at least one entry`,
  ],
  [
    "a version in the place of a prompt's properties",
    { ...HELPDESK, prompts: { answer: "2026-06-01.3" } },
    `Mend 1 problem ${IN_DECLARATION}
  prompts.answer: "2026-06-01.3" given; allowed: an object`,
  ],
  [
    "a release of one version",
    { ...HELPDESK, prompts: { answer: { release: { candidate: "2", baselin: "1" } } } },
    `Mend 2 problems ${IN_DECLARATION}
  prompts.answer.release.baselin: unknown; allowed: baseline, candidate, margins, window; did you mean baseline?
  prompts.answer.release.baseline: nothing given; allowed: a name that is not empty`,
  ],
  [
    "one model as text",
    { ...HELPDESK, models: { openai: "gpt-4.1" } },
    `Mend 1 problem ${IN_DECLARATION}
  models.openai: "gpt-4.1" given; allowed: a list of at least one model`,
  ],
  [
    "a misspelt dimension",
    { ...HELPDESK, evals: { right: "corectness" } },
    `Mend 1 problem ${IN_DECLARATION}
  evals.right: "corectness" given; allowed: "correctness", "safety", "score"; did you mean "correctness"?`,
  ],
  [
    "traffic and a budget as texts",
    { ...HELPDESK, traffic: { perMinute: "60", hours: { from: 5, to: 5 } }, budget: "20k" },
    `Mend 3 problems ${IN_DECLARATION}
  traffic.perMinute: "60" given; allowed: a number up to 10000
  traffic.hours: {"from":5,"to":5} given; allowed: two different hours from 0 to 24
  budget: "20k" given; allowed: an object`,
  ],
  [
    "a handle in the description",
    { ...HELPDESK, description: "Ask @oncall first." },
    `Mend 1 problem ${IN_DECLARATION}
  description: "Ask @oncall first." given; allowed: text without @handles, which Datadog would notify; receivers go into \`notify\``,
  ],
];

it.each(MISTAKES)("%s", (_, declaration, text) => {
  expect(textOf(() => defineLlmService(declaration as LlmServiceDeclaration))).toBe(text);
});

it("the error keeps its parts for programs, and hides them from what prints errors", () => {
  const error = caught(() => defineLlmService({} as LlmServiceDeclaration));
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error.name).toBe("InvalidInputError");
  expect(error.subject).toBe("the declaration of LLM service without a name");
  expect(error.problems).toHaveLength(6);
  expect(Object.keys(error)).toEqual([]);
});

it("tools that decorate an error's stack may do so", () => {
  const error = caught(() => defineLlmService({} as LlmServiceDeclaration));
  error.stack = "decorated";
  expect(error.stack).toBe("decorated");
});

function caught(mistake: () => unknown): InvalidInputError {
  try {
    mistake();
  } catch (error) {
    return error as InvalidInputError;
  }
  throw new Error("accepted");
}
