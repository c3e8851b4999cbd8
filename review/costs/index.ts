export { estimate, type Driver, type Estimate, type MetricEstimate } from "./estimate";
