import { blocksOf, record } from "../../lab/inputs/record";

/** What a module tells Terraform about the addresses of its resources: `type.name`. */
export interface Instructions {
  /** New addresses by the old ones. */
  readonly moves: ReadonlyMap<string, string>;
  /** Ids in Datadog, of what exists there already. */
  readonly imports: ReadonlyMap<string, string>;
  /** What the state forgets, and Datadog keeps. */
  readonly forgotten: ReadonlySet<string>;
}

/**
 * @see https://developer.hashicorp.com/terraform/language/moved
 * @see https://developer.hashicorp.com/terraform/language/import
 * @see https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export function instructionsIn(json: unknown): Instructions {
  const { moved, import: imported, removed } = record(json);
  return {
    moves: new Map(blocksOf(moved).map(({ from, to }) => [place(from), place(to)])),
    imports: new Map(blocksOf(imported).map(({ to, id }) => [place(to), String(id)])),
    forgotten: new Set(
      blocksOf(removed)
        .filter(({ lifecycle }) => String(record(only(lifecycle))["destroy"]) === "false")
        .map(({ from }) => place(from)),
    ),
  };
}

function only(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** CDKTF writes an address as a reference in some of its versions. */
function place(address: unknown): string {
  return String(address).replace(/^\$\{(.*)\}$/, "$1");
}
