export type { MonitorDefinition, Thresholds, Unsupported } from "./definition";
export { MonitorEvaluator, type EvaluatorProps } from "./evaluator";
export type { MonitorEvent, Notification } from "./events";
export type { MetricMonitor } from "./metric-monitor";
export { monitorOfApi, monitorsOfStack, unescapeTerraform } from "./load";
export { monitorsOfExport } from "./read-export";
export type { StatusName } from "./status";
export type { Timeline } from "./timeline";
export type { Verdict } from "./verdicts";
