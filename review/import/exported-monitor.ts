import { record } from "../../lab/inputs/record";
import { parseComposite, QueryError, type CompositeFormula } from "../../lab/query";
import { shapeOf, type Shape } from "./shape";
import { terraformMonitor, type TerraformMonitor } from "./terraform-monitor";

/** A monitor that Datadog holds. */
export interface ExportedMonitor extends TerraformMonitor {
  /** Absent in an export of the web page. */
  readonly id: string | undefined;
  readonly name: string;
  /** Absent for composites and for monitors of other products. */
  readonly shape: Shape | undefined;
  /** Of a composite that only joins by `&&`. */
  readonly members: readonly Member[] | undefined;
}

export interface Member {
  readonly id: string;
  readonly negated: boolean;
}

/**
 * Reads a monitor as the API returns it, the web page exports it, or an integration ships it.
 *
 * @throws SyntaxError where its id is none
 */
export function exportedMonitor(monitor: unknown): ExportedMonitor {
  const unwrapped = unwrappedMonitor(monitor);
  const { id, name, type } = record(unwrapped);
  const read = terraformMonitor(unwrapped);
  const query = String(record(unwrapped)["query"]);
  return {
    ...read,
    id: idOf(id, name),
    name: String(name),
    shape: /^(?:query|metric) alert$/.test(String(type)) ? shapeOf(query) : undefined,
    members: type === "composite" ? membersOf(query) : undefined,
  };
}

/**
 * Datadog's ids are whole numbers. Terraform computes what it reads in the place of one, so that anything
 * else is refused.
 */
function idOf(id: unknown, name: unknown): string | undefined {
  if (id === undefined || id === null || id === "") return undefined;
  const text = typeof id === "number" || typeof id === "string" ? String(id) : "";
  if (/^\d{1,20}$/.test(text)) return text;
  throw new SyntaxError(
    `the monitor ${JSON.stringify(name)} has the id ${JSON.stringify(id)}; allowed: a whole number`,
  );
}

/** Integrations wrap theirs into `title` and `definition`. */
function unwrappedMonitor(monitor: unknown): unknown {
  const { title, definition, query } = record(monitor);
  if (query !== undefined || typeof definition !== "object") return monitor;
  return { ...(typeof title === "string" ? { name: title } : {}), ...definition };
}

function membersOf(query: string): Member[] | undefined {
  try {
    return conjunction(parseComposite(query));
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function conjunction(formula: CompositeFormula): Member[] | undefined {
  switch (formula.kind) {
    case "monitor":
      return [{ id: formula.id, negated: false }];
    case "not":
      return formula.of.kind === "monitor" ? [{ id: formula.of.id, negated: true }] : undefined;
    case "or":
      return undefined;
    case "and": {
      const [left, right] = [conjunction(formula.left), conjunction(formula.right)];
      return left && right && [...left, ...right];
    }
  }
}
