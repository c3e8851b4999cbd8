import type { Answers } from "../answers";
import type { Names } from "../names";

/** Plays one incident against the synthesized monitors. */
export function alertsTestFile({ notify }: Answers, names: Names): string {
  const told = notify.map((handle) => handle.slice(1));
  return `import { Testing, type TerraformStack } from "${names.cdk}";
import { labMatchers, monitorsOfStack, play, scenario } from "datadog-llm/lab";
import { ${names.beside ? "addLlmStacks" : "app"} } from "${names.specifier(names.stacks, "..")}";
import { ${names.service} } from "${names.specifier(names.declaration, "..")}";

${names.beside ? "const app = Testing.app();\naddLlmStacks(app);\n" : ""}const stack = app.node.findChild(${names.service}.service) as TerraformStack;
const monitors = monitorsOfStack(JSON.parse(Testing.synth(stack)));

expect.extend(labMatchers);

test("a storm of 429s tells whoever is on call, and blames neither output nor cost", () => {
  const run = play({ service: ${names.service}, monitors }, scenario("provider-429-storm"));
  expect(run).toFire("provider_error_rate", { within: "15m", telling: ${JSON.stringify(told)} });
  expect(run).toStaySilent("invalid_json");
  expect(run).toStaySilent("cost_spike");
}, 60_000);
`;
}
