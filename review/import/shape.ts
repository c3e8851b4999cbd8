import { parseMonitorQuery, QueryError, type Comparator, type Expression } from "../../lab/query";
import { measureOf } from "../measure";

/** A monitor's query, apart from what a team sets. */
export interface Shape {
  /** One text for one measure, whatever the order of its tags. */
  readonly measure: string;
  /** The same with every number left out. */
  readonly anyNumbers: string;
  readonly numbers: readonly number[];
  /** As it is written, such as `10m` or `current_1d`. */
  readonly window: string;
  readonly comparator: Comparator;
  readonly threshold: number;
}

/** @returns nothing for a query of another product, which no signal measures */
export function shapeOf(query: string): Shape | undefined {
  try {
    const parsed = parseMonitorQuery(query);
    const { expression, window, comparator, threshold } = parsed;
    return {
      measure: measureOf(parsed),
      anyNumbers: measureOf(parsed, "any number"),
      numbers: numbersIn(expression),
      window: window.text.replace(/^last_/, ""),
      comparator,
      threshold,
    };
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function numbersIn(expression: Expression): number[] {
  const found: number[] = [];
  JSON.stringify(expression, (_key, inner: unknown) => {
    const { kind, value } = Object(inner) as { kind?: unknown; value?: unknown };
    if (kind === "number" && typeof value === "number") found.push(value);
    return inner;
  });
  return found;
}
