import type { LlmServiceDeclaration } from "../../../telemetry";
import type { Answers } from "../answers";
import type { Names } from "../names";

/** What a declaration starts with: one of everything that most services have. */
export function exampleService({ service, env, team }: Answers): LlmServiceDeclaration {
  return {
    service,
    env,
    team,
    features: { chat: { userFacing: true, streaming: true } },
    prompts: { answer: { structuredOutput: true } },
    models: { anthropic: ["claude-sonnet-4"] },
  };
}

export function declarationFile(answers: Answers, names: Names): string {
  const { service, env, team } = answers;
  return `import { defineLlmService } from "datadog-llm/telemetry";

/** Write what your service has: a feature, prompt, model or tool that is not here gets no alert. */
export const ${names.service} = defineLlmService({
  service: ${JSON.stringify(service)}, // equals DD_SERVICE
  env: ${JSON.stringify(env)}, // equals DD_ENV
  team: ${JSON.stringify(team)},
  features: { chat: { userFacing: true, streaming: true } },
  prompts: { answer: { structuredOutput: true } },
  models: { anthropic: ["claude-sonnet-4"] },
});
`;
}
