import type { Step } from "../step";
import { manifest, pinned } from "../workshop";

const USE = `
import { App } from "cdktf";
import { LlmServiceStack } from "datadog-llm/constructs";
import { scenario } from "datadog-llm/lab";
import { createLlmTelemetry } from "datadog-llm/runtime";
import { createTestTelemetry } from "datadog-llm/runtime/testing";
import { defineLlmService } from "datadog-llm/telemetry";

const service = defineLlmService({
  service: "helpdesk",
  env: "production",
  team: "support-ai",
  features: { chat: { userFacing: true } },
  prompts: { answer: {} },
  models: { anthropic: ["claude-sonnet-4"] },
});
const app = new App();
new LlmServiceStack(app, "helpdesk", { service, notify: { alert: ["@pagerduty-support"] } });
app.synth();
createTestTelemetry(service);
createLlmTelemetry({ tracer: {} as never, service, prices: false });
console.log(scenario("prompt-regression").id);
`;

/** How TypeScript finds modules; Node runs each as it is compiled. */
const RESOLUTIONS = [
  { module: "commonjs", moduleResolution: "node10", type: "commonjs" },
  { module: "node16", moduleResolution: "node16", type: "commonjs" },
  { module: "node16", moduleResolution: "node16", type: "module" },
  { module: "nodenext", moduleResolution: "nodenext", type: "commonjs" },
  { module: "nodenext", moduleResolution: "nodenext", type: "module" },
  { module: "esnext", moduleResolution: "bundler", type: "module" },
] as const;

export const resolution: Step = {
  name: "resolution",
  title: "node10, node16, nodenext, bundler; CommonJS and ES modules",
  take(workshop) {
    const project = workshop.project("resolution", { "use.ts": USE });
    const own = ["cdktf", "constructs", "@cdktf/provider-datadog", "@datadog/sketches-js"];
    workshop.install(project, [...own, "@types/node"].map(pinned));
    workshop.install(project, ["typescript@5.9.3"], false);
    const installed = JSON.parse(workshop.shell(project, "cat package.json")) as object;
    for (const { module, moduleResolution, type } of RESOLUTIONS) {
      workshop.write(project, { "package.json": manifest({ ...installed, type }) });
      const flags = `--target es2022 --strict --skipLibCheck --types node --outDir built`;
      const how = `--module ${module} --moduleResolution ${moduleResolution}`;
      workshop.shell(project, `npx tsc use.ts ${flags} ${how}`);
      workshop.shell(project, "node built/use.js");
    }
    return project;
  },
};
