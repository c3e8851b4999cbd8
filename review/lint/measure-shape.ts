import { parseExpression, QueryError, type Expression } from "../../lab/query";

/** What a query measures, whatever its filters and its groups: two that agree can be compared. */
export interface Shape {
  /** Such as `p95:llm.latency_ms`, `sum:llm.errors#/sum:llm.requests#`. */
  readonly text: string;
  /** It counts events, so that its height depends on the span that is summed. */
  readonly isCount: boolean;
}

/**
 * @param named texts of the queries that a formula refers to
 * @returns nothing where it cannot be read
 */
export function shapeOfText(
  text: string,
  named: ReadonlyMap<string, string> = new Map(),
): Shape | undefined {
  try {
    return shapeOf(parseExpression(text), (name) => {
      const query = named.get(name);
      return query === undefined ? undefined : shapeOfText(query);
    });
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

/** Functions that leave what is measured as it is. */
const TRANSPARENT = new Set(["default_zero", "fill", "exclude_null", "rollup", "round"]);

export function shapeOf(
  node: Expression,
  resolve: (name: string) => Shape | undefined = () => undefined,
): Shape {
  const inner = (one: Expression): Shape => shapeOf(one, resolve);
  switch (node.kind) {
    case "metric": {
      const aggregator = node.aggregator;
      const condition = aggregator?.condition;
      const limit = condition ? `${condition.comparator}${condition.value}` : "";
      const isCount = node.modifiers.some(({ name }) => name === "as_count" || name === "as_rate");
      const others = node.modifiers
        .map(({ name }) => name)
        .filter((name) => !TRANSPARENT.has(name) && name !== "as_count" && name !== "as_rate");
      const name = `${aggregator?.name ?? "avg"}${limit}:${node.metric}${isCount ? "#" : ""}`;
      return { text: [name, ...others].join("."), isCount };
    }
    case "call": {
      const [first] = node.args;
      if (first && TRANSPARENT.has(node.name)) return inner(first.value);
      const args = node.args.map(({ value }) => inner(value));
      return {
        text: `${node.name}(${args.map(({ text }) => text).join()})`,
        isCount: args.some((one) => one.isCount),
      };
    }
    case "arithmetic": {
      const [left, right] = [inner(node.left), inner(node.right)];
      // A factor changes the unit, not what is measured.
      if (node.operator === "*" && node.left.kind === "number") return right;
      if (/[*/]/.test(node.operator) && node.right.kind === "number") return left;
      const isRatio = node.operator === "/" && left.isCount && right.isCount;
      return {
        text: `(${left.text}${node.operator}${right.text})`,
        isCount: !isRatio && (left.isCount || right.isCount),
      };
    }
    case "negation":
      return { ...inner(node.of), text: `-${inner(node.of).text}` };
    case "reference":
      return resolve(node.name) ?? { text: node.name, isCount: false };
    default:
      return { text: String(node.value), isCount: false };
  }
}
