import { comesOrGoes, heard, pagedAlerts, partName, type PagedAlerts } from "./alert-parts";
import { RISKS, type Change, type Difference } from "./change";
import { dashboardChanges } from "./changes/dashboard";
import { monitorChanges } from "./changes/monitor";
import { otherChanges } from "./changes/other";
import { linesToKeep } from "./keep";
import { pairs, type Pair } from "./pairs";
import { refusedDeletions } from "./refused-deletions";
import { addressOf, movesOf, resourcesOf, type Attributes, type StackFile } from "./resources";

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
  const found = pairs(resourcesOf(before), resourcesOf(after), movesOf(after));
  const around = {
    renamed: renames(found),
    keep: linesToKeep(found),
    paged: pagedAlerts(found),
  };
  const changes = [...refusedDeletions(found), ...found.flatMap((pair) => changesOf(pair, around))];
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

interface Around {
  readonly renamed: Renames;
  readonly keep: ReadonlyMap<Pair, string>;
  readonly paged: PagedAlerts;
}

function changesOf(pair: Pair, { renamed, keep, paged }: Around): Change[] {
  const { subject, before, after, moved } = pair;
  const resource = after ?? before;
  if (!resource) return [];
  const part = partName(resource);
  const place = { subject, address: addressOf(resource) };
  const spoken = (difference: Difference): Change => ({
    ...difference,
    ...place,
    text: part === undefined ? difference.text : `${part}: ${difference.text}`,
  });
  if (!before || !after) return [spoken(comesOrGoes(resource, after !== undefined, paged))];
  const differences = compareResources(before.type, renamed(before.attributes), after.attributes);
  return [
    // Of an alert, all parts move at once: one line says so.
    ...(moved ? [{ ...MADE_ANEW, ...place, ...hintOf(keep.get(pair)) }] : []),
    ...differences.map((one) => spoken(heard(one, before, after))),
  ];
}

function compareResources(type: string, before: Attributes, after: Attributes): Difference[] {
  if (type === "datadog_monitor") return monitorChanges(before, after);
  if (type === "datadog_dashboard_json") return dashboardChanges(before, after);
  return otherChanges(before, after);
}

const MADE_ANEW: Difference = {
  risk: "re-created",
  attribute: "address",
  text: "deleted, and made anew at another address, without its history, muting and downtimes",
};

function hintOf(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

type Renames = (attributes: Attributes) => Attributes;

/** References to what moved are no change of those who refer to it. */
function renames(found: readonly Pair[]): Renames {
  const moves = found.flatMap(({ before, after }) =>
    before && after && addressOf(before) !== addressOf(after)
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
