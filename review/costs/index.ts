export { SeriesCounter, type ActualSeries } from "./actual";
export { budgetFindings } from "./budget";
export { estimate, type Driver, type Estimate, type MetricEstimate } from "./estimate";
