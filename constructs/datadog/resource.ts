import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { escapeTerraform } from "./escape";

const PROVIDER = {
  providerName: "datadog",
  providerVersion: "3.82.0",
  providerVersionConstraint: "~> 3.0",
};

/** An attribute's value as it stands in Terraform's JSON. */
export type AttributeValue =
  | string
  | number
  | boolean
  | undefined
  | TerraformText
  | readonly AttributeValue[]
  | { readonly [name: string]: AttributeValue };

/** Text that holds Terraform references on purpose; everything else is escaped. */
export class TerraformText {
  constructor(readonly value: string) {}
}

/**
 * A Datadog resource written straight to Terraform's JSON.
 *
 * The generated binding of each resource creates a dozen output references per instance, each with a
 * captured stack, and a thousand services have tens of thousands of resources. This class takes the
 * same attributes (in Terraform's spelling) for a fraction of that; `bench/synth` measures it.
 */
export class DatadogResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    type: `datadog_${string}`,
    private readonly attributes: Readonly<Record<string, AttributeValue>>,
    meta: Pick<TerraformMetaArguments, "dependsOn" | "lifecycle"> = {},
  ) {
    super(scope, id, {
      terraformResourceType: type,
      terraformGeneratorMetadata: PROVIDER,
      ...meta,
    });
  }

  /** Reference to one of the resource's attributes, for use inside a {@link TerraformText}. */
  attribute(name: string): string {
    return `\${${this.terraformResourceType}.${this.friendlyUniqueId}.${name}}`;
  }

  /** The resource's id, known after `apply`. */
  get id(): string {
    return this.attribute("id");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return escapeAttributes(this.attributes) as Record<string, unknown>;
  }
}

function escapeAttributes(value: AttributeValue): unknown {
  if (typeof value === "string") return escapeTerraform(value);
  if (typeof value !== "object") return value;
  if (value instanceof TerraformText) return value.value;
  if (Array.isArray(value)) return value.map(escapeAttributes);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, escapeAttributes(inner)]),
  );
}
