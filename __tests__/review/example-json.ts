import { Testing } from "cdktf";
import { LlmMetricSettingsStack, LlmServiceStack } from "../../constructs";
import { codeReview, supportAgent } from "../../examples/services";
import type { StackFile } from "../../review";

const TEXTS = synthesized();

/** Stacks of the examples, parsed anew for each caller, who may change them. */
export function exampleJson(): StackFile[] {
  return TEXTS.map(({ stack, text }) => ({ stack, json: JSON.parse(text) as unknown }));
}

function synthesized(): { readonly stack: string; readonly text: string }[] {
  const app = Testing.app();
  const notify = { alert: ["@slack-support"] };
  const stacks = [
    new LlmServiceStack(app, "support-agent", { service: supportAgent, notify }),
    new LlmServiceStack(app, "code-review", { service: codeReview, notify }),
    new LlmMetricSettingsStack(app, "llm-metric-settings"),
  ];
  return stacks.map((stack) => ({ stack: stack.node.id, text: Testing.synth(stack) }));
}
