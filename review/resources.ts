import { expandedModule } from "../lab/inputs/expanded-module";
import { record } from "../lab/inputs/record";
import { unescapeTerraform } from "../lab/inputs/stack";
import type { Attributes } from "./attributes";
import { normalisedAttributes } from "./terraform/attributes";
import { attributesOfMonitorJson } from "./terraform/monitor-json";
import { settingsIn } from "./terraform/settings";

export type { Attributes } from "./attributes";

/** A Datadog resource of Terraform JSON, in one form whoever wrote it. */
export interface Resource {
  readonly stack: string;
  /** Such as `datadog_monitor`; of a block beside the resources its kind, such as `provider`. */
  readonly type: string;
  /** Terraform's name, unique for a type within a stack; with its key, where it is one of several. */
  readonly name: string;
  /** Where the construct stands in the app, such as `support-agent/llm/monitors`; absent for others. */
  readonly path?: string;
  readonly attributes: Attributes;
}

/** `stack/type.name` */
export function addressOf({ stack, type, name }: Resource): string {
  return `${stack}/${type}.${name}`;
}

export function isMonitor({ type }: Pick<Resource, "type">): boolean {
  return type === "datadog_monitor" || type === "datadog_monitor_json";
}

/** A stack's name, and its Terraform JSON as bytes: of a thousand stacks, most need no parsing. */
export interface StackFile {
  readonly stack: string;
  readonly content: Buffer;
  /** Where people edit it: its files, or the module that makes it. @default - not known */
  readonly files?: readonly string[];
}

/** Every Datadog resource of some stacks. */
export function resourcesOf(stacks: readonly StackFile[]): Resource[] {
  return stacks.flatMap(({ stack, content }) =>
    resourcesOfModule(stack, expandedModule(JSON.parse(String(content)))),
  );
}

/** The resources of one stack, and whatever else its module says to Terraform. */
export function everythingIn(stack: string, json: unknown): Resource[] {
  const module = expandedModule(json);
  const settings = settingsIn(module).map(({ type, name, attributes }) => ({
    stack,
    type,
    name,
    attributes: normalisedAttributes(type, attributes),
  }));
  return [...resourcesOfModule(stack, module), ...settings];
}

/** Every Datadog resource of a module whose resources are written out. */
export function resourcesOfModule(stack: string, module: Attributes): Resource[] {
  return Object.entries(record(module["resource"])).flatMap(([type, byName]) =>
    type.startsWith("datadog_")
      ? Object.entries(record(byName)).map(([name, block]) => resource(stack, type, name, block))
      : [],
  );
}

function resource(stack: string, type: string, name: string, block: unknown): Resource {
  const { "//": comment, ...raw } = record(block);
  const path = record(record(comment)["metadata"])["path"];
  const json = type === "datadog_monitor_json" ? attributesOfMonitorJson(raw) : undefined;
  const attributes = json
    ? normalisedAttributes("datadog_monitor", json)
    : normalisedAttributes(type, raw);
  return { stack, type, name, attributes, ...(typeof path === "string" ? { path } : {}) };
}

/**
 * A dashboard's body: JSON in a text, so that its layout means nothing.
 *
 * @returns nothing where an expression makes the text
 */
export function dashboardOf(attributes: Attributes): Attributes | undefined {
  try {
    return record(JSON.parse(String(unescapeTerraform(attributes["dashboard"]))));
  } catch {
    return undefined;
  }
}
