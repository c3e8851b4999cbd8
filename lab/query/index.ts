export type * from "./ast";
export { parseBurnRate } from "./burn-rate";
export { lettered, memberLetter, mentionsIn, withMembers } from "./composite";
export {
  argumentText,
  parseComposite,
  parseExpression,
  parseMonitorQuery,
  splitQueries,
} from "./parse";
export { QueryError } from "./query-error";
export { metricQueries, readsValues, some, variablesIn, walk } from "./walk";
