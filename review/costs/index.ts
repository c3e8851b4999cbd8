export { SeriesCounter, type ActualSeries } from "./actual";
export { budgetFindings } from "./budget";
export { estimate, type Estimate } from "./estimate";
