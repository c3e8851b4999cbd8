import { record, type JsonObject } from "./record";

/**
 * Brings what `terraform show -json` prints, of a plan or of a state, into the form of Terraform JSON
 * (`{ resource: { datadog_monitor: { … } } }`). Other JSON comes back as it is.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function stackOfTerraform(json: unknown): unknown {
  const { format_version: version, planned_values: planned, values } = record(json);
  if (typeof version !== "string") return json;
  const root = record(record(planned ?? values)["root_module"]);
  // Names are the file's: in an object, one that is called __proto__ would reach every other object.
  const byType = new Map<string, [name: string, block: unknown][]>();
  for (const { type, address, values: block } of resourcesOf(root)) {
    const { id } = record(block);
    // Composites of a state name their members by id; those of a plan have no query yet.
    const name = typeof id === "string" ? id : String(address);
    byType.set(String(type), [...(byType.get(String(type)) ?? []), [name, block]]);
  }
  const resource = [...byType].map(([type, blocks]) => [type, Object.fromEntries(blocks)]);
  return { resource: Object.fromEntries(resource) as JsonObject };
}

function resourcesOf(module: JsonObject): JsonObject[] {
  const { resources, child_modules: children } = module;
  const managed = list(resources).filter(({ mode }) => mode !== "data");
  return [...managed, ...list(children).flatMap(resourcesOf)];
}

function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(record) : [];
}
