import type { Answers } from "../answers";
import type { Names } from "../names";

/** The app: a stack for the service, and one for the settings of the metrics. */
export function appFile(answers: Answers, names: Names): string {
  return `import { App } from "${names.cdk}";
${imports(names)}
export const app = new App();

${stacks(answers, names)}
app.synth();
`;
}

/** The same stacks as a function, for an app that is there already. */
export function stacksFile(answers: Answers, names: Names): string {
  return `import type { App } from "${names.cdk}";
${imports(names)}
/** Adds the stacks of the LLM services; call it before the app is synthesized. */
export function addLlmStacks(app: App): void {
${indent(stacks(answers, names))}}
`;
}

/** What the user adds to an app that is there already. */
export function linesForApp(names: Names): string[] {
  return [
    `import { addLlmStacks } from "${names.specifier(names.stacks)}";`,
    "export const app = new App(); // exported, so that datadog-llm finds it",
    "addLlmStacks(app); // before app.synth()",
  ];
}

const imports = (names: Names): string =>
  `import { LlmMetricSettingsStack, LlmServiceStack } from "${names.constructs}";
import { ${names.service} } from "${names.specifier(names.declaration)}";
`;

function stacks({ site, notify }: Answers, { service }: Names): string {
  const isOther = site !== "datadoghq.com";
  return `${isOther ? `const site = ${JSON.stringify(site)};\n\n` : ""}new LlmServiceStack(app, ${service}.service, {
  service: ${service},
  notify: { alert: ${JSON.stringify(notify)} }, // and warning: […], who is told earlier
${isOther ? "  site,\n" : ""}});

// Units, percentiles and queryable tags of the metrics: once per Datadog organisation.
new LlmMetricSettingsStack(app, "llm-metric-settings"${isOther ? ", { site }" : ""});
`;
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");
