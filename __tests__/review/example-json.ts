import { Testing, type TerraformStack } from "cdktf";
import {
  LlmMetricSettingsStack,
  LlmServiceObjectives,
  LlmServiceStack,
  LlmTraceRetention,
} from "../../constructs";
import { codeReview, supportAgent } from "../../examples/services";
import type { StackFile } from "../../review";

const STACKS = synthesized();

/** Stacks of the examples. */
export function exampleJson(): StackFile[] {
  return STACKS;
}

/** Every kind of resource that the constructs make. */
export function everyKind(): StackFile[] {
  const app = Testing.app();
  const stack = new LlmServiceStack(app, "support-agent", {
    service: supportAgent,
    notify: { alert: ["@slack-support"], warning: ["@slack-support"], recovery: ["@slack-done"] },
  });
  new LlmServiceObjectives(stack, "objectives", {
    service: supportAgent,
    objectives: { availability: {}, latency: { within: 5000 }, valid_json: {} },
  });
  new LlmTraceRetention(stack, "retention", { service: supportAgent });
  return [stack, new LlmMetricSettingsStack(app, "llm-metric-settings")].map(fileOf);
}

function fileOf(stack: TerraformStack): StackFile {
  return { stack: stack.node.id, content: Buffer.from(Testing.synth(stack)) };
}

function synthesized(): StackFile[] {
  const app = Testing.app();
  const notify = { alert: ["@slack-support"] };
  const stacks = [
    new LlmServiceStack(app, "support-agent", { service: supportAgent, notify }),
    new LlmServiceStack(app, "code-review", { service: codeReview, notify }),
    new LlmMetricSettingsStack(app, "llm-metric-settings"),
  ];
  return stacks.map(fileOf);
}
