import { App, Testing } from "cdktf";
import {
  LlmMetricSettingsStack,
  LlmServiceStack,
  LlmTraceRetention,
  type LlmServiceProps,
} from "../../constructs";
import { codeReview, invoiceExtraction, supportAgent } from "../../examples/services";
import type { LlmServiceInEnv } from "../../telemetry";
import { FormFinder } from "./find-forms";

/** Everything that a service can have, and every way of writing it. */
const EVERYTHING: Omit<LlmServiceProps, "service" | "notify"> = {
  signals: { telemetry_silent: true, cost_budget: { monthly: 5000, daily: 300 } },
  draft: true,
  objectives: { availability: {}, latency: {}, valid_json: {} },
  renotify: { every: "1h", times: 2, statuses: ["alert", "warn", "no data"], to: ["@lead"] },
  restrictedRoles: ["24c4a6b2-1f0e-11f0-9d3a-da7ad0900002"],
};

const BARE: LlmServiceInEnv = {
  service: "bare",
  env: "staging",
  team: "team",
  features: { batch: {}, chat: { userFacing: true }, search: { userFacing: true } },
  prompts: { answer: {} },
  models: { openai: ["gpt-4.1"] },
};

/** The forms of all that this package writes, over services with much and with little. */
export function synthesizedForms(more: readonly LlmServiceInEnv[] = []): FormFinder {
  const finder = new FormFinder();
  for (const service of [supportAgent, codeReview, invoiceExtraction, BARE, ...more]) {
    finder.add(resourcesOf(service, {}));
  }
  finder.add(resourcesOf(supportAgent, EVERYTHING));
  finder.add(resourcesOf(BARE, { objectives: { latency: {} } }));
  return finder;
}

function resourcesOf(
  service: LlmServiceInEnv,
  props: Omit<LlmServiceProps, "service" | "notify">,
): Parameters<FormFinder["add"]>[0] {
  const notify = { alert: ["@pagerduty-x"], warning: ["@slack-x"] };
  const stack = new LlmServiceStack(new App(), "stack", { service, notify, ...props });
  new LlmTraceRetention(stack, "kept", { service });
  const settings = new LlmMetricSettingsStack(new App(), "settings");
  return {
    ...(JSON.parse(Testing.synth(stack)) as { resource: Parameters<FormFinder["add"]>[0] })
      .resource,
    ...(JSON.parse(Testing.synth(settings)) as { resource: Parameters<FormFinder["add"]>[0] })
      .resource,
  };
}
