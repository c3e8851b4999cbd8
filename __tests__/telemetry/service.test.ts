import type { supportAgent } from "../../examples/services";
import {
  defineLlmService,
  InvalidInputError,
  type EvalName,
  type FeatureName,
  type LlmServiceDeclaration,
  type ModelName,
  type PromptName,
  type ToolName,
} from "../../telemetry";

const VALID = {
  service: "svc",
  env: "production",
  team: "team",
  features: { chat: {} },
  prompts: { greet: {} },
  models: { openai: ["gpt-4.1"] },
} satisfies LlmServiceDeclaration;

function problemsOf(declaration: unknown): readonly { path: string; allowed: string }[] {
  try {
    defineLlmService(declaration as LlmServiceDeclaration);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

const withRelease = (more: object) => ({
  ...VALID,
  prompts: { greet: { release: { baseline: "1", candidate: "2", ...more } } },
});

describe("defineLlmService", () => {
  it("returns the declaration itself, with names as literals, so that misspelt ones do not compile", () => {
    const feature: FeatureName<typeof supportAgent> = "support_agent";
    const prompt: PromptName<typeof supportAgent> = "support_triage";
    const tool: ToolName<typeof supportAgent> = "lookup_order";
    const model: ModelName<typeof supportAgent> = "claude-sonnet-4";
    const evaluation: EvalName<typeof supportAgent> = "support_answer_correctness";
    // @ts-expect-error a misspelt feature would feed no alert
    const misspelt: FeatureName<typeof supportAgent> = "suport_agent";
    expect([feature, prompt, tool, model, evaluation]).not.toContain(misspelt);
    expect(defineLlmService(VALID)).toBe(VALID);
  });

  it.each([
    ["service", { ...VALID, service: "My Service" }, '"my_service"'],
    ["env", { ...VALID, env: "" }, "not empty"],
    ["team", { ...VALID, team: undefined }, "not empty"],
    ["description", { ...VALID, description: "ask @oncall" }, "without @"],
    ["features", { ...VALID, features: {} }, "at least one entry"],
    ["features.Chat", { ...VALID, features: { Chat: {} } }, '"chat"'],
    [
      "features.chat.userFacing",
      { ...VALID, features: { chat: { userFacing: 1 } } },
      "true or false",
    ],
    ["features.chat.colour", { ...VALID, features: { chat: { colour: 1 } } }, "userFacing"],
    [
      "features.chat.retrieval.topScoreFloor",
      { ...VALID, features: { chat: { retrieval: { topScoreFloor: Number.NaN } } } },
      "a number on your retriever's scale",
    ],
    ["prompts", { ...VALID, prompts: undefined }, "at least one entry"],
    [
      "prompts.greet.release.margins.invalid_jsn",
      withRelease({ margins: { invalid_jsn: 1 } }),
      "did you mean invalid_json",
    ],
    [
      "prompts.greet.release.margins.errors",
      withRelease({ margins: { errors: -1 } }),
      "above 0, or false",
    ],
    ["prompts.greet.release.window", withRelease({ window: "a day" }), "such as 24h or 3d"],
    [
      "prompts.greet.release.candidate",
      { ...VALID, prompts: { greet: { release: { baseline: "1", candidate: "1" } } } },
      "other than the baseline",
    ],
    ["models.openai", { ...VALID, models: { openai: [] } }, "at least one model"],
    ["models.openai[0]", { ...VALID, models: { openai: ["GPT 4"] } }, '"gpt_4"'],
    ["tools[1]", { ...VALID, tools: ["search", "search"] }, "each name once"],
    ["evals.accuracy", { ...VALID, evals: { accuracy: "truth" } }, '"correctness"'],
    [
      "judges[0]",
      { ...VALID, evals: { accuracy: "correctness" }, judges: ["acuracy"] },
      '"accuracy"; did you mean "accuracy"?',
    ],
    ["judges[0]", { ...VALID, judges: ["accuracy"] }, "none"],
    ["promptVariants", { ...VALID, promptVariants: "a" }, "a list of names"],
    ["owner", { ...VALID, owner: "me" }, "team"],
  ])("refuses a wrong %s and says what is allowed", (path, declaration, allowed) => {
    expect(problemsOf(declaration)).toEqual([
      expect.objectContaining({ path, allowed: expect.stringContaining(allowed) }),
    ]);
  });

  it.each([
    { description: "mail me@example.com" },
    { description: "" },
    { env: ["staging", "production"] },
    { evals: {} },
    { evals: { accuracy: "correctness" }, judges: ["accuracy"] },
    { features: { chat: { retrieval: { topScoreFloor: 0 } } } },
    { features: { chat: { retrieval: {} } } },
    { budget: { customMetrics: 1 } },
    { traffic: { perMinute: 10_000, hours: { from: 0, to: 24 } } },
    { traffic: { perMinute: 0.01, hours: { from: 22, to: 6.5 } } },
    withRelease({ window: "1h", margins: { errors: false } }),
    withRelease({ window: "9999d", margins: { errors: 0.001, invalid_json: undefined } }),
  ])("takes what lies on the edge: %j", (more) => {
    expect(problemsOf({ ...VALID, ...more })).toEqual([]);
  });

  it.each<[string, object]>([
    ["description", { description: "@oncall" }],
    ["description", { description: 7 }],
    ["env", { env: [] }],
    ["env[1]", { env: ["production", "Staging"] }],
    ["evals", { evals: "correctness" }],
    ["features.chat.retrieval", { features: { chat: { retrieval: 0.5 } } }],
    ["features.chat.retrieval.floor", { features: { chat: { retrieval: { floor: 0.5 } } } }],
    ["budget.customMetrics", { budget: { customMetrics: 0 } }],
    ["budget.customMetrics", { budget: { customMetrics: 1.5 } }],
    ["budget.custom", { budget: { customMetrics: 1, custom: 1 } }],
    ["traffic", { traffic: 60 }],
    ["traffic.perMinute", { traffic: { perMinute: 0 } }],
    ["traffic.perMinute", { traffic: { perMinute: 10_001 } }],
    ["traffic.perminute", { traffic: { perMinute: 1, perminute: 1 } }],
    ["traffic.hours", { traffic: { perMinute: 1, hours: 9 } }],
    ["traffic.hours", { traffic: { perMinute: 1, hours: { from: -1, to: 5 } } }],
    ["traffic.hours", { traffic: { perMinute: 1, hours: { from: 9, to: 25 } } }],
    ["traffic.hours", { traffic: { perMinute: 1, hours: { from: "9", to: 17 } } }],
    ["traffic.hours.until", { traffic: { perMinute: 1, hours: { from: 9, to: 17, until: 18 } } }],
    ...["0h", "10000d", "h", "24", "x24h", "24hx", "24m"].map((window): [string, object] => [
      "prompts.greet.release.window",
      withRelease({ window }),
    ]),
    ["prompts.greet.release", { prompts: { greet: { release: "2" } } }],
    ["prompts.greet.release.margins", withRelease({ margins: 5 })],
    ["prompts.greet.release.margins.errors", withRelease({ margins: { errors: 0 } })],
    ["prompts.greet.release.margins.errors", withRelease({ margins: { errors: true } })],
    ["models.openai[1]", { models: { openai: ["gpt-4.1", " "] } }],
    ["tools", { tools: { search: true } }],
  ])("refuses what lies beyond it, and nothing else: %s of %j", (path, more) => {
    expect(problemsOf({ ...VALID, ...more }).map((problem) => problem.path)).toEqual([path]);
  });

  it("reports all problems at once, each with what was given", () => {
    expect(() => defineLlmService({ ...VALID, service: "A B", env: "", tools: ["X"] })).toThrow(
      [
        'Mend 3 problems in the declaration of LLM service "A B":',
        '  service: "A B" given; allowed: the form that Datadog stores, "a_b"',
        '  env: "" given; allowed: a name that is not empty',
        '  tools[0]: "X" given; allowed: the form that Datadog stores, "x"',
      ].join("\n"),
    );
  });
});

it("takes spaces for no name, and not for one that Datadog would rewrite", () => {
  expect(problemsOf({ ...VALID, team: "  " })).toMatchObject([
    { path: "team", given: "  ", allowed: "a name that is not empty" },
  ]);
});

it.each(["features", "prompts"] as const)(
  "refuses two %s whose resources would have one id, because CDKTF writes / as --",
  (kind) => {
    const names = { [kind]: { "a/b": {}, "a--b": {} } };
    const declaration = {
      service: "s",
      env: "test",
      team: "t",
      features: { f: {} },
      prompts: { p: {} },
      models: { openai: ["m"] },
      ...names,
    };
    expect(() => defineLlmService(declaration)).toThrow(`${kind}.a--b: "a--b" given`);
  },
);
