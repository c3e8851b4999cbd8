import type { CompositeFormula, MonitorQuery } from "../query";

/** What monitors ask, by their ids, for whoever shows it: a query is parsed once. */
export interface ParsedQueries {
  readonly metric: Map<string, MonitorQuery>;
  readonly composite: Map<string, CompositeFormula>;
}
