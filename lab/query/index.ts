export type * from "./ast";
export { parseBurnRate, type BurnRateQuery } from "./burn-rate";
export { parseComposite, parseExpression, parseMonitorQuery } from "./parse";
export { QueryError } from "./query-error";
export { metricQueries, walk } from "./walk";
