import type { MonitorDefinition, ObjectiveDefinition } from "../monitors/definition";
import { expandedModule } from "./expanded-module";
import type { NamedObjective, Objectives } from "./objectives";
import { readDefinition, type Defaults } from "./read-definition";
import { record, type JsonObject } from "./record";

/** A window has to be full unless the configuration says otherwise. */
const PROVIDER: Defaults = {
  requireFullWindow: true,
  noDataTimeframe: 10,
  zeroDelayIsUnset: true,
};
const API: Defaults = {
  requireFullWindow: false,
  noDataTimeframe: undefined,
  zeroDelayIsUnset: false,
};

/**
 * Reads the monitors of a synthesized stack (`cdk.tf.json`, or any Terraform JSON).
 *
 * @returns Each `datadog_monitor`, with its resource name as its id.
 */
export function monitorsOfStack(stack: unknown): MonitorDefinition[] {
  return monitorsOfModule(expandedModule(stack));
}

/** The same, of a module whose resources are written out. */
export function monitorsOfModule(module: JsonObject): MonitorDefinition[] {
  const resources = record(module["resource"]);
  const objectives = record(resources["datadog_service_level_objective"]);
  return Object.entries(record(resources["datadog_monitor"])).map(([name, block]) => {
    const raw = record(unescapeTerraform(first(block)));
    const thresholds = record(first(raw["monitor_thresholds"]));
    const definition = readDefinition(name, raw, thresholds, PROVIDER);
    const [, objective = ""] = OBJECTIVE_REFERENCE.exec(definition.query) ?? [];
    const read = readObjective(record(unescapeTerraform(first(objectives[objective]))));
    return read ? { ...definition, objective: read } : definition;
  });
}

const OBJECTIVE_REFERENCE = /\$\{\s*datadog_service_level_objective\.([\w-]+)\.id\s*\}/;

/** The objectives of counted events in a stack, by their resource names. */
export function objectivesOfStack(stack: unknown): Objectives {
  const resources = record(expandedModule(stack)["resource"]);
  const found = Object.entries(record(resources["datadog_service_level_objective"])).flatMap(
    ([id, block]): [string, NamedObjective][] => {
      const raw = record(unescapeTerraform(first(block)));
      const objective = readObjective(raw);
      if (!objective) return [];
      const tags = Array.isArray(raw["tags"]) ? raw["tags"].map(String) : [];
      return [
        [id, { ...objective, name: typeof raw["name"] === "string" ? raw["name"] : id, tags }],
      ];
    },
  );
  return Object.fromEntries(found);
}

/** Reads an objective of counted events; other kinds the lab does not evaluate. */
function readObjective(raw: JsonObject): ObjectiveDefinition | undefined {
  const { numerator, denominator } = record(first(raw["query"]));
  const target = raw["target_threshold"] ?? record(first(raw["thresholds"]))["target"];
  if (typeof numerator !== "string" || typeof denominator !== "string") return undefined;
  return { numerator, denominator, target: Number(target) };
}

/**
 * Reads a monitor as Datadog's API returns it, or as the web page exports it.
 *
 * @param fallbackId For an export, which has no id. @default its name
 */
export function monitorOfApi(monitor: unknown, fallbackId?: string): MonitorDefinition {
  const raw = record(monitor);
  const options = record(raw["options"]);
  const id = raw["id"] ?? fallbackId ?? raw["name"];
  return readDefinition(String(id), { ...options, ...raw }, record(options["thresholds"]), API);
}

/** Undoes Terraform's escapes: `$${` stands for `${`. */
export function unescapeTerraform(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
  if (Array.isArray(value)) return value.map(unescapeTerraform);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, unescapeTerraform(inner)]),
  );
}

/** Terraform JSON may write one block as a list of one. */
function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
