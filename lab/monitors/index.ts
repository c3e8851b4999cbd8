export { OBJECTIVE_ALERT, type MonitorDefinition, type Unsupported } from "./definition";
export { MonitorEvaluator } from "./evaluator";
export type { MonitorEvent } from "./events";
export type { MetricMonitor } from "./metric-monitor";
export type { ParsedQueries } from "./parsed-queries";
export type { StatusName } from "./status";
export type { Timeline } from "./timeline";
export type { Verdict } from "./verdicts";
