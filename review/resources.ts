import { unescapeTerraform } from "../lab/inputs/stack";

/** A Datadog resource of Terraform JSON, in one form whoever wrote it. */
export interface Resource {
  readonly stack: string;
  /** Such as `datadog_monitor`. */
  readonly type: string;
  /** Terraform's name, unique for a type within a stack. */
  readonly name: string;
  /** Where the construct stands in the app, such as `support-agent/llm/monitors`; absent for others. */
  readonly path?: string;
  readonly attributes: Attributes;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** `stack/type.name` */
export function addressOf({ stack, type, name }: Resource): string {
  return `${stack}/${type}.${name}`;
}

/** A stack's name, and its Terraform JSON as bytes: of a thousand stacks, most need no parsing. */
export interface StackFile {
  readonly stack: string;
  readonly content: Buffer;
}

/** Every Datadog resource of some stacks. */
export function resourcesOf(stacks: readonly StackFile[]): Resource[] {
  return stacks.flatMap(({ stack, content }) => resourcesIn(stack, JSON.parse(String(content))));
}

/**
 * Where Terraform is told to look for what has moved: the old address of a resource by its new one.
 *
 * @see https://developer.hashicorp.com/terraform/language/moved
 */
export function movesOf(stacks: readonly StackFile[]): ReadonlyMap<string, string> {
  const moves = stacks
    .filter(({ content }) => content.includes('"moved"'))
    .flatMap(({ stack, content }) => {
      const { moved } = record(JSON.parse(String(content)));
      const blocks = (Array.isArray(moved) ? (moved as unknown[]) : [moved]).map(record);
      return blocks.map(({ from, to }) => [`${stack}/${String(from)}`, `${stack}/${String(to)}`]);
    });
  return new Map(moves as [string, string][]);
}

/** Every Datadog resource of one stack's Terraform JSON. */
export function resourcesIn(stack: string, json: unknown): Resource[] {
  return Object.entries(record(record(json)["resource"])).flatMap(([type, byName]) =>
    type.startsWith("datadog_")
      ? Object.entries(record(byName)).map(([name, block]) => resource(stack, type, name, block))
      : [],
  );
}

function resource(stack: string, type: string, name: string, block: unknown): Resource {
  const { "//": comment, ...raw } = record(single(block));
  const path = record(record(comment)["metadata"])["path"];
  const attributes = normalisedAttributes(raw);
  return { stack, type, name, attributes, ...(typeof path === "string" ? { path } : {}) };
}

/** Attributes in one form, however they are written. */
export function normalisedAttributes(raw: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(record(unescapeTerraform(raw))).map(([key, value]) => [
      key,
      normalised(key, value),
    ]),
  );
}

/** Lists whose order means nothing to Datadog. */
const SETS = new Set(["tags", "renotify_statuses", "notify_by", "restricted_roles", "notify_list"]);

/**
 * Terraform takes `"5"` for 5, `"true"` for true and one block for a list of one: they are no change.
 */
function normalised(key: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    if (SETS.has(key)) return [...new Set(value.map(String))].sort();
    const [first] = value as unknown[];
    if (value.length === 1 && typeof first === "object") return normalised(key, first);
    return value.map((one) => normalised("", one));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([inner]) => inner !== "//");
    return Object.fromEntries(entries.map(([inner, one]) => [inner, normalised(inner, one)]));
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A dashboard's body: JSON in a text, so that its layout means nothing. */
export function dashboardOf(attributes: Attributes): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(String(attributes["dashboard"])));
  } catch {
    return {};
  }
}
