import type { Step } from "../step";
import { mustHold, pinned } from "../workshop";

/** A test of one's own thresholds, and one of the telemetry that a service emits. */
const BODY = `
const service = defineLlmService({
  service: "helpdesk",
  env: "production",
  team: "support-ai",
  features: { chat: {} },
  prompts: { answer: { structuredOutput: true } },
  models: { anthropic: ["claude-sonnet-4"] },
});

test("a prompt regression pages", () => {
  const stack = new TerraformStack(Testing.app(), "helpdesk");
  new LlmServiceMonitors(stack, "monitors", { service, notify: { alert: ["@pagerduty-support"] } });
  const monitors = monitorsOfStack(JSON.parse(Testing.synth(stack)));
  expect(play({ service, monitors }, scenario("prompt-regression"))).toFire("invalid_json");
});

test("records the model", () => {
  const telemetry = createTestTelemetry(service);
  telemetry.llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () => 1);
  expect(telemetry).toHaveSpan("llm.request", { "llm.model": "claude-sonnet-4" });
});
`;

const IMPORTS = `
import { Testing, TerraformStack } from "cdktf";
import { LlmServiceMonitors } from "datadog-llm/constructs";
import { monitorsOfStack, play, scenario } from "datadog-llm/lab";
import { createTestTelemetry } from "datadog-llm/runtime/testing";
import { defineLlmService } from "datadog-llm/telemetry";
`;

const matchersOf = (runner: string, module: string): string => `
import { expect, test } from "${module}";
import "datadog-llm/lab/${runner}";
import "datadog-llm/runtime/testing/${runner}";
${IMPORTS}${BODY}`;

const TOOLS = ["typescript@5.9.3", "jest@30.5.2", "@jest/globals@30.5.2", "vitest@3.2.4"];

export const testRunners: Step = {
  name: "test-runners",
  title: "typed matchers in Vitest, and in Jest with @jest/globals",
  take(workshop) {
    const project = workshop.project("test-runners", {
      "vitest/alerts.test.ts": matchersOf("vitest", "vitest"),
      "jest/alerts.test.ts": matchersOf("jest-globals", "@jest/globals"),
      "jest.config.js": `module.exports = {
  roots: ["<rootDir>/jest"],
  transform: { "\\\\.ts$": "@swc/jest" },
};`,
    });
    const own = ["cdktf", "constructs", "@cdktf/provider-datadog", "@datadog/sketches-js"];
    const swc = ["@swc/core", "@swc/jest", "@types/node"];
    workshop.install(project, [...[...own, ...swc].map(pinned), ...TOOLS]);
    const flags = "--noEmit --strict --skipLibCheck --target es2022 --types node";
    const resolution = "--module esnext --moduleResolution bundler";
    workshop.shell(project, `npx tsc ${flags} ${resolution} jest/*.ts vitest/*.ts`);
    mustHold(workshop.shell(project, "npx vitest run --dir vitest 2>&1"), "2 passed");
    mustHold(workshop.shell(project, "npx jest --ci 2>&1"), "2 passed");
    return project;
  },
};
