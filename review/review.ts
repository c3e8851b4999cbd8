import { RISKS, type Change, type Difference } from "./change";
import { dashboardChanges } from "./changes/dashboard";
import { monitorChanges } from "./changes/monitor";
import { otherChanges } from "./changes/other";
import { tag } from "./identity";
import { pairs, type Pair } from "./pairs";
import {
  addressOf,
  resourcesOf,
  type Attributes,
  type Resource,
  type StackFile,
} from "./resources";

/**
 * What a change of the infrastructure means to those who are on call. Formatting, the order of keys and
 * comments are no change.
 *
 * @param base the stacks as they are deployed
 * @param head the stacks as they would be
 * @returns The gravest first.
 */
export function review(base: readonly StackFile[], head: readonly StackFile[]): Change[] {
  const [before, after] = [without(head, base), without(base, head)];
  const found = pairs(resourcesOf(before), resourcesOf(after));
  const renamed = renames(found);
  const changes = found.flatMap((pair) => changesOf(pair, renamed));
  return changes.sort(
    (left, right) =>
      RISKS.indexOf(left.risk) - RISKS.indexOf(right.risk) ||
      compare(left.subject, right.subject) ||
      compare(left.text, right.text),
  );
}

/** The stacks that are not the same on the other side; parsing all of a large app takes gigabytes. */
function without(others: readonly StackFile[], stacks: readonly StackFile[]): StackFile[] {
  const contents = new Map(others.map(({ stack, content }) => [stack, content]));
  return stacks.filter(({ stack, content }) => contents.get(stack)?.equals(content) !== true);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function changesOf({ subject, before, after, moved }: Pair, renamed: Renames): Change[] {
  const resource = after ?? before;
  if (!resource) return [];
  const part = partOf(resource);
  const place = { subject, address: addressOf(resource) };
  const spoken = (difference: Difference): Change => ({
    ...difference,
    ...place,
    text: part === undefined ? difference.text : `${part}: ${difference.text}`,
  });
  if (!before || !after) return [spoken(comesOrGoes(resource, after !== undefined))];
  const differences = compareResources(before.type, renamed(before.attributes), after.attributes);
  return [...(moved ? [spoken(movedTo(before, after))] : []), ...differences.map(spoken)];
}

function compareResources(type: string, before: Attributes, after: Attributes): Difference[] {
  if (type === "datadog_monitor") return monitorChanges(before, after);
  if (type === "datadog_dashboard_json") return dashboardChanges(before, after);
  return otherChanges(before, after);
}

/** Only a monitor that pages changes what is heard; the others are what it rests on. */
function comesOrGoes(resource: Resource, comes: boolean): Difference {
  const pages = resource.type === "datadog_monitor" && tag(resource, "alert_role") !== "part";
  const risk = pages ? (comes ? "louder" : "quieter") : "changed";
  return { risk, attribute: "*", text: comes ? "is new" : "is removed" };
}

/** @see https://developer.hashicorp.com/terraform/cdktf/examples-and-guides/refactoring */
function movedTo(before: Resource, after: Resource): Difference {
  const isSameStack = before.stack === after.stack;
  const hint = isSameStack
    ? `construct.moveFromId(${JSON.stringify(`${before.type}.${before.name}`)});`
    : `terraform state mv cannot cross states: import it in ${after.stack}, and forget it in ${before.stack}`;
  return {
    risk: "re-created",
    attribute: "address",
    text: `deleted as ${addressOf(before)} and made anew, without its history, muting and downtimes`,
    hint,
  };
}

/** The part's name in its construct: `failures` of `invalid_json-failures`. */
function partOf(resource: Resource): string | undefined {
  if (tag(resource, "alert_role") !== "part") return undefined;
  const [, part] = (resource.path?.split("/").at(-1) ?? "").split("-");
  return part === undefined || part === "measure" ? undefined : `guard ${part}`;
}

type Renames = (attributes: Attributes) => Attributes;

/** References to what moved are no change of those who refer to it. */
function renames(found: readonly Pair[]): Renames {
  const moves = found.flatMap(({ before, after, moved }) =>
    moved && before && after
      ? [[`${before.type}.${before.name}.`, `${after.type}.${after.name}.`] as const]
      : [],
  );
  if (moves.length === 0) return (attributes) => attributes;
  return (attributes) => {
    const text = moves.reduce(
      (all, [from, to]) => all.replaceAll(from, to),
      JSON.stringify(attributes),
    );
    return JSON.parse(text) as Attributes;
  };
}
