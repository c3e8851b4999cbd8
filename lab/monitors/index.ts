export {
  OBJECTIVE_ALERT,
  type MonitorDefinition,
  type Thresholds,
  type Unsupported,
} from "./definition";
export { MonitorEvaluator, type EvaluatorProps } from "./evaluator";
export type { MonitorEvent, Notification } from "./events";
export type { MetricMonitor } from "./metric-monitor";
export type { StatusName } from "./status";
export type { Timeline } from "./timeline";
export type { Verdict } from "./verdicts";
