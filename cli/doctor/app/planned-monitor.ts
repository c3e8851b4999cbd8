import { unescapeTerraform } from "../../../lab/inputs/stack";
import { PlannedText } from "./planned-text";

type Block = Readonly<Record<string, unknown>>;

/** A monitor as the app synthesized it, in the form of Datadog's API. */
export interface PlannedMonitor {
  /** Name of the Terraform resource. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly query: PlannedText;
  readonly message: PlannedText;
  readonly tags: readonly string[];
  readonly priority: number | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What Terraform keeps to itself, and what stands beside `options` in the API. */
const NOT_OPTIONS = new Set([
  ...["//", "count", "depends_on", "lifecycle", "provider", "provisioner", "validate"],
  ...["force_delete", "monitor_thresholds", "name", "type", "query", "message", "tags", "priority"],
  ...["restricted_roles", "draft_status"],
]);

/** What the Terraform provider sends where the app says nothing. */
const PROVIDER_DEFAULTS = { require_full_window: true, include_tags: true };

/** The monitors of a synthesized stack (`cdk.tf.json`). */
export function plannedMonitors(stack: unknown): PlannedMonitor[] {
  const { resource } = stack as { resource?: { datadog_monitor?: Record<string, unknown> } };
  return Object.entries(resource?.datadog_monitor ?? {}).map(([id, block]) =>
    plannedMonitor(id, firstBlock(block)),
  );
}

function plannedMonitor(id: string, block: Block): PlannedMonitor {
  const type = String(block["type"]);
  return {
    id,
    name: String(unescapeTerraform(block["name"])),
    type,
    query: new PlannedText(String(block["query"])),
    message: new PlannedText(String(block["message"])),
    tags: (unescapeTerraform(block["tags"] ?? []) as readonly unknown[]).map(String),
    priority: isSet(block["priority"]) ? Number(block["priority"]) : undefined,
    options: optionsOf(block, type),
  };
}

function optionsOf(block: Block, type: string): Record<string, unknown> {
  const own = Object.entries(block).filter(
    ([name, value]) => !NOT_OPTIONS.has(name) && isSet(value) && !isBlock(value),
  );
  const thresholds = Object.entries(firstBlock(block["monitor_thresholds"]))
    .filter(([, value]) => isSet(value))
    .map(([name, value]) => [name, Number(value)] as const);
  return {
    ...(type === "composite" ? {} : PROVIDER_DEFAULTS),
    ...(unescapeTerraform(Object.fromEntries(own)) as Record<string, unknown>),
    ...(thresholds.length > 0 ? { thresholds: Object.fromEntries(thresholds) } : {}),
  };
}

/** Nested blocks have forms of their own in the API. */
function isBlock(value: unknown): boolean {
  const inner: unknown = Array.isArray(value) ? value[0] : value;
  return typeof inner === "object" && inner !== null;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** Terraform JSON may write one block as a list of one. */
function firstBlock(value: unknown): Block {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "object" && first !== null ? (first as Block) : {};
}
