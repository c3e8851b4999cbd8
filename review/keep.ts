import type { Pair } from "./pairs";
import type { Resource } from "./resources";

/** More than these, and the lines of a stack are one list. */
const MAX_LINES = 3;

interface Moved {
  readonly pair: Pair;
  readonly from: Resource;
  readonly to: Resource;
}

/**
 * What to paste so that Terraform moves a resource, instead of making it anew. Of many in one stack, the
 * first has the lines of all.
 *
 * @see https://developer.hashicorp.com/terraform/cdktf/examples-and-guides/refactoring
 */
export function linesToKeep(pairs: readonly Pair[]): ReadonlyMap<Pair, string> {
  const moved = pairs.flatMap((pair): Moved[] =>
    pair.moved && pair.before && pair.after ? [{ pair, from: pair.before, to: pair.after }] : [],
  );
  const lines = new Map<Pair, string>();
  for (const stack of new Set(moved.map(({ to }) => to.stack))) {
    const own = moved.filter(({ to }) => to.stack === stack);
    const within = own.filter(({ from }) => from.stack === stack);
    for (const { pair, from } of own.filter((one) => !within.includes(one))) {
      lines.set(pair, acrossStacks(from.stack, stack));
    }
    const [first] = within;
    if (within.length > MAX_LINES && first) lines.set(first.pair, allAtOnce(within));
    else for (const { pair, from, to } of within) lines.set(pair, oneLine(from, to));
  }
  return lines;
}

function oneLine(from: Resource, to: Resource): string {
  // No construct made it: a block beside the resources says the same.
  if (to.path === undefined && from.path === undefined) {
    return `"moved": [{ "from": ${JSON.stringify(placeOf(from))}, "to": ${JSON.stringify(placeOf(to))} }]`;
  }
  const place = to.path === undefined ? "" : ` // ${to.path}`;
  return `construct.moveFromId(${JSON.stringify(placeOf(from))});${place}`;
}

function allAtOnce(moved: readonly Moved[]): string {
  const blocks = moved.map(
    ({ from, to }) =>
      `{ from: ${JSON.stringify(placeOf(from))}, to: ${JSON.stringify(placeOf(to))} },`,
  );
  return [`stack.addOverride("moved", [`, ...blocks.map((one) => `  ${one}`), "]);"].join("\n");
}

function acrossStacks(from: string, to: string): string {
  return `no state reaches across stacks: import it in ${to}, and forget it in ${from} (terraform state rm)`;
}

function placeOf({ type, name }: Resource): string {
  return `${type}.${name}`;
}
