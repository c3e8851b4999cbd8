import { App } from "cdktf";
import { LlmMetricSettingsStack, LlmServiceStack } from "datadog-llm/constructs";
import { codeReview, invoiceExtraction, supportAgent } from "./services";

/** The three example services, one stack each: what the docs show, and what the tests rest on. */
export const app = new App();

new LlmServiceStack(app, supportAgent.service, {
  service: supportAgent,
  notify: { alert: ["@pagerduty-support-ai"], warning: ["@slack-support-ai"] },
  // site: "datadoghq.eu", // where yours is not datadoghq.com: for the provider and the links in alerts
  // Its traffic never stops, so an hour without any means that we are blind.
  signals: { telemetry_silent: true, cost_budget: { daily: 3000 } },
});

new LlmServiceStack(app, codeReview.service, {
  service: codeReview,
  notify: { alert: ["@pagerduty-developer-tools"], warning: ["@slack-developer-tools"] },
  signals: { latency_p95: { critical: 20_000 } },
});

new LlmServiceStack(app, invoiceExtraction.service, {
  service: invoiceExtraction,
  notify: { alert: ["@slack-finance-platform"] },
});

// Apply this one after the first telemetry: Datadog refuses settings of metrics it has never seen.
new LlmMetricSettingsStack(app, "llm-metric-settings");

app.synth();
