import { App } from "cdktf";
import { LlmServiceStack } from "datadog-llm/constructs";
import { supportAgent } from "../services";

/** What is deployed: the base of the review that `npm run review` shows. */
export const app = new App();

new LlmServiceStack(app, supportAgent.service, {
  service: supportAgent,
  notify: { alert: ["@pagerduty-support-ai"], warning: ["@slack-support-ai"] },
});
