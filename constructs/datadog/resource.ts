import type { Construct } from "constructs";
import {
  TerraformResource,
  Token,
  type TerraformMetaArguments,
  type TerraformResourceLifecycle,
} from "../cdktf";
import { escapeTerraform } from "./escape";
import { TerraformText } from "./terraform-text";
import { Unsearched } from "./unsearched";

/** CDKTF checks that the stack has this provider; the version is the provider's own affair. */
const PROVIDER = { providerName: "datadog" };

/** An attribute's value as it stands in Terraform's JSON. */
export type AttributeValue =
  | string
  | number
  | boolean
  | undefined
  | TerraformText
  | readonly AttributeValue[]
  | { readonly [name: string]: AttributeValue };

/**
 * A Datadog resource written straight to Terraform's JSON.
 *
 * The generated binding of each resource creates a dozen output references per instance, each with a
 * captured stack, and a thousand services have tens of thousands of resources. This class takes the
 * same attributes (in Terraform's spelling) for a fraction of that; `bench/synth` measures it.
 */
export class DatadogResource extends TerraformResource {
  private readonly attributes: Record<string, unknown>;
  private readonly holdsTokens: boolean;

  constructor(
    scope: Construct,
    id: string,
    type: `datadog_${string}`,
    attributes: Readonly<Record<string, AttributeValue>>,
    meta: Pick<TerraformMetaArguments, "dependsOn" | "lifecycle" | "provider"> = {},
  ) {
    super(scope, id, {
      terraformResourceType: type,
      terraformGeneratorMetadata: PROVIDER,
      ...meta,
    });
    this.attributes = escapeAttributes(attributes) as Record<string, unknown>;
    this.holdsTokens = holdsTokens(attributes);
  }

  /** Reference to one of the resource's attributes, for use inside a {@link TerraformText}. */
  attribute(name: string): string {
    return `\${${this.terraformResourceType}.${this.friendlyUniqueId}.${name}}`;
  }

  /**
   * The resource's id, known after `apply`: a token of CDKTF, for resources of your own, also in
   * another stack. Where a number is asked for, `Token.asNumber(resource.id)`.
   */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /**
   * Spares CDKTF the search for tokens in a body that cannot hold any, which halves the time of a
   * synthesis. The JSON is the same.
   */
  override toTerraform(): unknown {
    if (this.holdsTokens || this.isCustomized()) return super.toTerraform();
    const provider = this.provider && { provider: this.provider.fqn };
    const lifecycle = this.lifecycle && { lifecycle: writtenLifecycle(this.lifecycle) };
    const body = {
      ...this.attributes,
      ...provider,
      ...lifecycle,
      "//": this.constructNodeMetadata as unknown,
    };
    return new Unsearched({
      resource: {
        [this.terraformResourceType]: { [this.friendlyUniqueId]: new Unsearched(body) },
      },
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }

  /**
   * True where someone set meta-arguments, imports, moves or overrides; they may hold tokens. A
   * provider is named in plain text, unless its alias is a token, and so is a plain lifecycle.
   */
  private isCustomized(): boolean {
    if (Token.isUnresolved(this.provider?.fqn)) return true;
    if (this.lifecycle !== undefined && !isPlainLifecycle(this.lifecycle)) return true;
    const own: Record<string, unknown> = {
      ...(this.terraformMetaArguments as object),
      provider: undefined,
      lifecycle: undefined,
      ...(this.toMetadata() as object),
      provisioners: this.provisioners,
    };
    if (Object.values(own).some((value) => value !== undefined)) return true;
    // An override of the stack is merged into the body, which must be open to it.
    return Object.keys(this.cdktfStack["rawOverrides"] as object).length > 0;
  }
}

/** The settings of a lifecycle that are plain values, in Terraform's spelling. */
const PLAIN_LIFECYCLE = {
  createBeforeDestroy: "create_before_destroy",
  preventDestroy: "prevent_destroy",
  ignoreChanges: "ignore_changes",
} as const satisfies { [Setting in keyof TerraformResourceLifecycle]: string };

/** True where no condition or trigger needs CDKTF to write it. */
function isPlainLifecycle(lifecycle: TerraformResourceLifecycle): boolean {
  return Object.entries(lifecycle).every(
    ([name, value]) =>
      value === undefined || (name in PLAIN_LIFECYCLE && !Token.isUnresolved(value)),
  );
}

function writtenLifecycle(lifecycle: TerraformResourceLifecycle): Record<string, unknown> {
  const written = Object.entries(PLAIN_LIFECYCLE).flatMap(([name, spelling]) => {
    const value = lifecycle[name as keyof typeof PLAIN_LIFECYCLE];
    return value === undefined ? [] : [[spelling, value] as const];
  });
  return Object.fromEntries(written);
}

function holdsTokens(value: AttributeValue): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === "object" && Object.values(value).some(holdsTokens);
}

/** As CDKTF's own search for tokens does, this leaves out what is undefined. */
function escapeAttributes(value: AttributeValue): unknown {
  if (typeof value === "string") return escapeTerraform(value);
  if (typeof value !== "object") return value;
  if (value instanceof TerraformText) return value.value;
  if (Array.isArray(value)) return value.filter(isDefined).map(escapeAttributes);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => isDefined(inner))
      .map(([name, inner]) => [name, escapeAttributes(inner)]),
  );
}

function isDefined(value: AttributeValue): boolean {
  return value !== undefined;
}
