import { Testing } from "cdktf";
import { LlmMetricSettingsStack, LlmServiceStack } from "../../constructs";
import { codeReview, supportAgent } from "../../examples/services";
import type { StackFile } from "../../review";

const STACKS = synthesized();

/** Stacks of the examples. */
export function exampleJson(): StackFile[] {
  return STACKS;
}

function synthesized(): StackFile[] {
  const app = Testing.app();
  const notify = { alert: ["@slack-support"] };
  const stacks = [
    new LlmServiceStack(app, "support-agent", { service: supportAgent, notify }),
    new LlmServiceStack(app, "code-review", { service: codeReview, notify }),
    new LlmMetricSettingsStack(app, "llm-metric-settings"),
  ];
  return stacks.map((stack) => ({
    stack: stack.node.id,
    content: Buffer.from(Testing.synth(stack)),
  }));
}
