export { LlmCostDashboard } from "./dashboards/llm-cost-dashboard";
export { LlmDashboard, type LlmDashboardProps } from "./dashboards/llm-dashboard";
export { LlmHealthDashboard } from "./dashboards/llm-health-dashboard";
export { LlmQualityDashboard } from "./dashboards/llm-quality-dashboard";
export { PromptVersionDashboard } from "./dashboards/prompt-version-dashboard";
export { DatadogResource } from "./datadog/resource";
export { LlmMetricSettings, type LlmMetricSettingsProps } from "./llm-metric-settings";
export { LlmService, type LlmServiceProps } from "./llm-service";
export {
  DEFAULT_RUNBOOKS,
  LlmServiceMonitors,
  planServiceAlerts,
  type LlmServiceMonitorsProps,
} from "./llm-service-monitors";
export {
  SIGNALS,
  type AlertPlan,
  type Priority,
  type Receivers,
  type SignalId,
  type SignalSettings,
  type SignalsSettings,
} from "./signals";
export { LlmServiceStacks, type LlmServiceStacksProps } from "./llm-service-stacks";
export {
  DatadogStack,
  LlmMetricSettingsStack,
  LlmServiceStack,
  type DatadogStackProps,
  type LlmMetricSettingsStackProps,
  type LlmServiceStackProps,
} from "./stacks";
