import { App } from "cdktf";
import { LlmServiceStack } from "datadog-llm/constructs";
import { supportAgent } from "../services";

/** What a pull request would make of it: a looser alert, one less, and other receivers. */
export const app = new App();

new LlmServiceStack(app, supportAgent.service, {
  service: { ...supportAgent, tools: ["lookup_order", "issue_refund", "cancel_order"] },
  notify: { alert: ["@slack-support-ai"], warning: ["@slack-support-ai"] },
  signals: {
    invalid_json: { critical: 5, warning: 3 },
    first_token_p95: false,
    cost_budget: { daily: 3000 },
  },
});
