export { LlmCostDashboard } from "./dashboards/llm-cost-dashboard";
export { LlmDashboard, type LlmDashboardProps } from "./dashboards/llm-dashboard";
export { LlmHealthDashboard } from "./dashboards/llm-health-dashboard";
export { LlmQualityDashboard } from "./dashboards/llm-quality-dashboard";
export { PromptVersionDashboard } from "./dashboards/prompt-version-dashboard";
export type { PlacedWidget as DashboardWidget, Row as DashboardRow } from "./datadog/dashboard";
export { DatadogResource } from "./datadog/resource";
export { NOTIFICATION_RULES, type NotificationRules, type Receivers } from "./receivers";
export type { Renotify, RenotifyByPriority, RenotifyInterval, RenotifySettings } from "./renotify";
export type { WidgetDefinition } from "./datadog/widgets";
export { LlmMetricSettings, type LlmMetricSettingsProps } from "./llm-metric-settings";
export { LlmService, type LlmServiceProps } from "./llm-service";
export { LlmServiceMonitors } from "./llm-service-monitors";
export { LlmServiceObjectives, type LlmServiceObjectivesProps } from "./llm-service-objectives";
export type { ObjectivePlan } from "./objectives/objective";
export type {
  LatencyObjectiveSettings,
  ObjectiveId,
  ObjectiveSettings,
  ObjectivesSettings,
} from "./objectives/objectives-settings";
export { LlmTraceRetention, type LlmTraceRetentionProps } from "./llm-trace-retention";
export {
  DEFAULT_RUNBOOKS,
  planServiceAlerts,
  type LlmServiceMonitorsProps,
} from "./monitors-props";
export {
  SIGNALS,
  type AlertPlan,
  type Priority,
  type SignalId,
  type SignalSettings,
  type SignalsSettings,
} from "./signals";
export type { DashboardKind } from "./signals/signal";
export type { ProviderProps, SharedProps } from "./shared-props";
export { LlmServiceStacks, type LlmServiceStacksProps } from "./llm-service-stacks";
export {
  DatadogStack,
  LlmMetricSettingsStack,
  LlmServiceStack,
  type DatadogStackProps,
  type LlmMetricSettingsStackProps,
  type LlmServiceStackProps,
} from "./stacks";
