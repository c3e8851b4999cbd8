import type { Step } from "../step";
import { pinned, type Workshop } from "../workshop";

/** Prints whether the call's cost was found: the catalogue of prices is loaded as it is needed. */
const SERVICE = `
const service = defineLlmService({
  service: "helpdesk",
  env: "production",
  team: "support-ai",
  features: { chat: {} },
  prompts: { answer: {} },
  models: { anthropic: ["claude-sonnet-4"] },
});
const { llm, metrics } = createTestTelemetry(service);
const usage = { input_tokens: 1000, output_tokens: 100 };
const answer = { type: "message", role: "assistant", model: "claude-sonnet-4", content: [], usage };
llm
  .withPrompt({ name: "answer", version: "1", feature: "chat" }, () =>
    llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () => Promise.resolve(answer)),
  )
  .then((returned) => {
    const cost = metrics.find(({ name }) => name === "llm.estimated_cost_usd");
    console.log(returned === answer && cost?.value > 0 ? "priced" : "not priced");
  });
`;

const ENTRIES = {
  "esm.mjs": `import { createTestTelemetry } from "datadog-llm/runtime/testing";
import { defineLlmService } from "datadog-llm/telemetry";
${SERVICE}`,
  "cjs.cjs": `const { createTestTelemetry } = require("datadog-llm/runtime/testing");
const { defineLlmService } = require("datadog-llm/telemetry");
${SERVICE}`,
};

const ESBUILD = "npx esbuild --bundle --platform=node --log-level=error";
const WEBPACK = "npx webpack build --target node --mode production --output-path .";

/** How each bundle is made, by its file. */
const BUNDLES: Readonly<Record<string, string>> = {
  "esbuild-esm.mjs": `${ESBUILD} esm.mjs --format=esm --outfile=esbuild-esm.mjs`,
  "esbuild-esm.cjs": `${ESBUILD} esm.mjs --format=cjs --outfile=esbuild-esm.cjs`,
  "esbuild-cjs.cjs": `${ESBUILD} cjs.cjs --format=cjs --outfile=esbuild-cjs.cjs`,
  "webpack-esm.js": `${WEBPACK} --entry ./esm.mjs --output-filename webpack-esm.js`,
  "webpack-cjs.js": `${WEBPACK} --entry ./cjs.cjs --output-filename webpack-cjs.js`,
};

/** A service that ships as one file. */
export const bundles: Step = {
  name: "bundles",
  title: "the runtime, bundled by esbuild and webpack",
  take(workshop) {
    const project = workshop.project("bundles", ENTRIES);
    const own = ["esbuild", "@pydantic/genai-prices"].map(pinned);
    workshop.install(project, [...own, "webpack@5.112.2", "webpack-cli@6.0.1"]);
    for (const file of Object.keys(ENTRIES)) mustBePriced(workshop, project, file);
    for (const [file, command] of Object.entries(BUNDLES)) {
      workshop.shell(project, command);
      mustBePriced(workshop, project, file);
    }
    return project;
  },
};

function mustBePriced(workshop: Workshop, project: string, file: string): void {
  const printed = workshop.run(project, "node", [file]);
  if (printed !== "priced") throw new Error(`${file} printed: ${printed}`);
}
