export type * from "./ast";
export { parseComposite, parseExpression, parseMonitorQuery } from "./parse";
export { QueryError } from "./query-error";
export { metricQueries, walk } from "./walk";
