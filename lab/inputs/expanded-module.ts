import { blocksOf, record, type JsonObject } from "./record";

/** What `${…}` may name. */
interface Scope {
  /** The values of `local`, `var`, `each` and `count`. */
  readonly values: JsonObject;
  /** What each name of the whole module stands for, so that it is looked up once. */
  readonly known: Map<string, unknown>;
}

/**
 * A module of Terraform JSON with its resources written out: locals and defaults of variables stand where
 * they are used, `count` and `for_each` are one resource for each instance (`disk["eu"]`), and blocks that
 * are split over a list are one. What only Terraform can compute stays as it is written.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function expandedModule(json: unknown): JsonObject {
  const { resource, locals, variable, ...others } = record(json);
  const scope = scopeOf(record(merged(locals)), record(merged(variable)));
  const expanded = [...byType(resource)].map(([type, byName]) => {
    const instances = Object.entries(record(merged(byName))).flatMap(([name, block]) =>
      instancesOf(name, record(first(block)), scope),
    );
    return [type, Object.fromEntries(instances)];
  });
  return {
    ...others,
    ...(locals === undefined ? {} : { locals: merged(locals) }),
    ...(variable === undefined ? {} : { variable: merged(variable) }),
    resource: Object.fromEntries(expanded),
  };
}

/** Terraform reads a list of objects, where it expects one, as if they were one. */
function merged(value: unknown): unknown {
  return Array.isArray(value)
    ? Object.fromEntries(value.flatMap((one) => Object.entries(record(one))))
    : value;
}

/** Several files of a module hold resources of one type. */
function byType(resource: unknown): Map<string, unknown[]> {
  const types = new Map<string, unknown[]>();
  for (const [type, byName] of blocksOf(resource).flatMap((one) => Object.entries(one))) {
    const own = Array.isArray(byName) ? (byName as unknown[]) : [byName];
    types.set(type, [...(types.get(type) ?? []), ...own]);
  }
  return types;
}

function scopeOf(locals: JsonObject, variables: JsonObject): Scope {
  const defaults = Object.entries(variables).flatMap(([name, block]) => {
    const { default: value } = record(first(block));
    return value === undefined ? [] : [[name, value]];
  });
  return { values: { local: locals, var: Object.fromEntries(defaults) }, known: new Map() };
}

function within(scope: Scope, values: JsonObject): Scope {
  return { ...scope, values: { ...scope.values, ...values } };
}

function instancesOf(name: string, block: JsonObject, scope: Scope): [string, unknown][] {
  const { count, for_each: forEach, ...rest } = block;
  if (count !== undefined) {
    const times = Number(resolved(count, scope));
    if (Number.isInteger(times) && times <= MAX_INSTANCES) {
      return Array.from({ length: times }, (_, index) => [
        `${name}[${index}]`,
        resolved(rest, within(scope, { count: { index } })),
      ]);
    }
  }
  const each = forEach === undefined ? undefined : entriesOf(forEach, scope);
  if (each !== undefined) {
    return each.map(([key, value]) => [
      `${name}[${JSON.stringify(key)}]`,
      resolved(rest, within(scope, { each: { key, value } })),
    ]);
  }
  const { local, var: variables } = scope.values;
  const isPlain = Object.keys({ ...record(local), ...record(variables) }).length === 0;
  return [[name, isPlain ? block : resolved(block, scope)]];
}

/** The instances of a map, or of `toset([…])`, where they are written and not computed. */
function entriesOf(forEach: unknown, scope: Scope): [string, unknown][] | undefined {
  const value = resolved(forEach, scope);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value);
  }
  if (typeof value !== "string") return undefined;
  const [, inner = ""] = /^\$\{\s*toset\((.*)\)\s*\}$/.exec(value) ?? [];
  const set = inner.startsWith("[") ? parsed(inner) : resolved(`\${${inner}}`, scope);
  if (!Array.isArray(set) || set.some((one) => typeof one === "object")) return undefined;
  return [...new Set(set.map(String))].map((key) => [key, key]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of one resource. A file of a hundred bytes may ask for billions. */
const MAX_INSTANCES = 10_000;

const NAMED = /(?<!\$)\$\{\s*((?:local|var|each|count)(?:\.[\w-]+|\["[^"]*"\]|\[\d+\])+)\s*\}/g;
/** Locals may name each other in a row. */
const MAX_DEPTH = 100;
/** Of one text. Locals that name each other twice double with each. */
const MAX_LENGTH = 1_000_000;

function resolved(value: unknown, scope: Scope, depth = 0): unknown {
  if (depth > MAX_DEPTH) return value;
  if (typeof value === "string") return resolvedText(value, scope, depth);
  if (Array.isArray(value)) return value.map((one) => resolved(one, scope, depth));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolved(inner, scope, depth)]),
  );
}

function resolvedText(text: string, scope: Scope, depth: number): unknown {
  if (!text.includes("${")) return text;
  const [only, name] = new RegExp(`^${NAMED.source}$`).exec(text) ?? [];
  if (only !== undefined && name !== undefined) {
    return named(name, scope, depth) ?? text;
  }
  let room = MAX_LENGTH;
  return text.replace(NAMED, (written, inner: string) => {
    const value = named(inner, scope, depth);
    const isScalar =
      typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    if (!isScalar || room < String(value).length) return written;
    room -= String(value).length;
    return String(value);
  });
}

function named(name: string, scope: Scope, depth: number): unknown {
  const isOfModule = /^(?:local|var)\b/.test(name);
  if (isOfModule && scope.known.has(name)) return scope.known.get(name);
  // A name that leads to itself stays as it is written.
  if (isOfModule) scope.known.set(name, undefined);
  const value = resolved(lookUp(name, scope), scope, depth + 1);
  if (isOfModule) scope.known.set(name, value);
  return value;
}

function lookUp(name: string, scope: Scope): unknown {
  const keys = [...name.matchAll(/([\w-]+)|"([^"]*)"/g)].map(
    ([, plain, quoted]) => plain ?? quoted,
  );
  return keys.reduce<unknown>(
    (value, key) =>
      key !== undefined && Object.hasOwn(Object(value) as object, key)
        ? record(value)[key]
        : undefined,
    scope.values,
  );
}

function first(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}
