import { blocksOf, record } from "../../lab/inputs/record";
import type { Attributes } from "../attributes";

/** A block of a module beside its resources, such as `provider "datadog"`. */
export interface Setting {
  /** Such as `provider`, `locals`, `data datadog_monitor`. */
  readonly type: string;
  readonly name: string;
  readonly attributes: Attributes;
}

/** What a module says to Terraform about other things than its resources. */
export function settingsIn(module: Attributes): Setting[] {
  return Object.entries(module).flatMap(([kind, value]): Setting[] => {
    if (HANDLED.has(kind)) return [];
    if (kind === "locals") return [{ type: kind, name: kind, attributes: record(value) }];
    if (kind === "terraform") return [{ type: kind, name: kind, attributes: terraform(value) }];
    if (kind === "data") {
      return blocks(value).flatMap(([type, byName]) =>
        blocks(byName).map(([name, one]) => ({
          type: `data ${type}`,
          name,
          attributes: record(only(one)),
        })),
      );
    }
    return blocks(value).flatMap(([name, one]) =>
      blocksOf(one).map((attributes) => ({
        type: kind,
        name: typeof attributes["alias"] === "string" ? `${name}.${attributes["alias"]}` : name,
        attributes,
      })),
    );
  });
}

/** Comments, resources, and instructions about addresses, which are read where addresses are compared. */
const HANDLED = new Set(["//", "resource", "moved", "import", "removed"]);

/** A state's file lies where the work is done; where that is, is no setting. */
function terraform(value: unknown): Attributes {
  const { backend, ...others } = record(only(value));
  const { local, ...remote } = record(only(backend));
  const { path, ...beside } = record(only(local));
  const file = typeof path === "string" ? { path: path.replace(/^.*[\\/]/, "") } : {};
  return {
    ...others,
    ...(backend === undefined
      ? {}
      : {
          backend: { ...remote, ...(local === undefined ? {} : { local: { ...beside, ...file } }) },
        }),
  };
}

function blocks(value: unknown): [string, unknown][] {
  return blocksOf(value).flatMap((one) => Object.entries(one));
}

function only(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}
