import {
  checkOneEnvironment,
  defineLlmService,
  InvalidInputError,
  Problems,
  serviceIn,
  type EnvName,
  type FeatureName,
  type LlmServiceDeclaration,
} from "../../telemetry";

const helpdesk = defineLlmService({
  service: "helpdesk",
  env: ["staging", "production"],
  team: "support-ai",
  features: { chat: {} },
  prompts: { answer: {} },
  models: { openai: ["gpt-4.1"] },
});

describe("serviceIn", () => {
  it("gives the declaration of one environment, and keeps its names as literals", () => {
    const staging = serviceIn(helpdesk, "staging");
    const env: "staging" = staging.env;
    // @ts-expect-error a misspelt feature would feed no alert
    const feature: FeatureName<typeof staging> = "chatt";
    expect([staging, env, feature]).toEqual([{ ...helpdesk, env: "staging" }, "staging", "chatt"]);
  });

  it("refuses an environment that is not declared: by the compiler, and in JavaScript by name", () => {
    // @ts-expect-error no such environment
    const wrong = (): unknown => serviceIn(helpdesk, "prod");
    expect(wrong).toThrow(InvalidInputError);
    expect(wrong).toThrow('env: "prod" given; allowed: staging, production');
  });

  it("takes a declaration of one environment as well", () => {
    const one = defineLlmService({ ...helpdesk, env: "production" });
    const env: EnvName<typeof one> = "production";
    expect(serviceIn(one, env)).toEqual(one);
  });
});

it("of several environments, one is asked for where one is needed", () => {
  const linesOf = (service: LlmServiceDeclaration): readonly string[] => {
    const problems = new Problems();
    checkOneEnvironment(problems, service);
    return problems.lines;
  };
  expect(linesOf(serviceIn(helpdesk, "staging"))).toEqual([]);
  expect(linesOf(helpdesk)).toEqual([
    expect.stringMatching(
      /^service\.env: .*; allowed: one environment: take serviceIn\(service, "staging"\)/,
    ),
  ]);
});

it.each<[string, unknown, string]>([
  ["env", [], "at least one environment"],
  ["env[1]", ["staging", "staging"], "each name once"],
  ["env[0]", ["Staging"], '"staging"'],
  ["env[1]", ["staging", ""], "not empty"],
])("refuses a wrong %s in a list of environments: %j", (path, env, allowed) => {
  const declare = (): unknown => defineLlmService({ ...helpdesk, env } as LlmServiceDeclaration);
  expect(declare).toThrow(new RegExp(`\n  ${path.replace(/[[\]]/g, "\\$&")}: .*${allowed}`));
});
