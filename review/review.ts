import { comesOrGoes, heard, pagedAlerts, partName, type PagedAlerts } from "./alert-parts";
import { RISKS, type Change, type Difference } from "./change";
import { dashboardChanges } from "./changes/dashboard";
import { monitorChanges } from "./changes/monitor";
import { otherChanges } from "./changes/other";
import { linesToKeep } from "./keep";
import { joined, pairs, type Pair } from "./pairs";
import { refusedDeletions } from "./refused-deletions";
import {
  addressOf,
  everythingIn,
  isMonitor,
  type Attributes,
  type Resource,
  type StackFile,
} from "./resources";
import { lostTags } from "./tags/lost-tags";
import { asProviderReads } from "./terraform/attributes";
import { instructionsIn, type Instructions } from "./terraform/instructions";
import { forcesNew } from "./terraform/provider-defaults";

/**
 * What a change of the infrastructure means to those who are on call. Formatting, the order of keys and
 * comments are no change.
 *
 * @param base the stacks as they are deployed
 * @param head the stacks as they would be
 * @returns The gravest first.
 */
export function review(base: readonly StackFile[], head: readonly StackFile[]): Change[] {
  const [before, after] = [contents(base), contents(head)];
  const changes: Change[] = [];
  const alone: StackPairs[] = [];
  // Stack by stack: the resources of a thousand at once take gigabytes.
  for (const stack of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(stack), after.get(stack)];
    if (was && is && was.equals(is)) continue;
    const found = stackPairs(stack, was, is);
    changes.push(...refusedDeletions(found.pairs), ...changesWithin(found.pairs));
    const rest = found.pairs.filter((pair) => !isWhole(pair));
    if (rest.length > 0) alone.push({ ...found, pairs: rest });
  }
  changes.push(...changesOfOthers(alone), ...lostTags(base, head));
  return changes.sort(
    (left, right) =>
      RISKS.indexOf(left.risk) - RISKS.indexOf(right.risk) ||
      compare(left.subject, right.subject) ||
      compare(left.text, right.text),
  );
}

function contents(stacks: readonly StackFile[]): Map<string, Buffer> {
  return new Map(stacks.map(({ stack, content }) => [stack, content]));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What became of the resources of one stack. */
interface StackPairs {
  readonly pairs: readonly Pair[];
  readonly paged: PagedAlerts;
  readonly instructions: Instructions;
}

function stackPairs(stack: string, base: Buffer | undefined, head: Buffer | undefined): StackPairs {
  const [before, after] = [base, head].map((content): unknown =>
    content === undefined ? {} : JSON.parse(String(content)),
  );
  const instructions = instructionsIn(after);
  const found = pairs(everythingIn(stack, before), everythingIn(stack, after), instructions.moves);
  return { pairs: found, paged: pagedAlerts(found), instructions };
}

function isWhole({ before, after }: Pair): boolean {
  return before !== undefined && after !== undefined;
}

function changesWithin(found: readonly Pair[]): Change[] {
  const [keep, renamed] = [linesToKeep(found), renames(found)];
  return found.flatMap((pair) => differencesOf(pair, keep.get(pair), renamed));
}

/** What comes or goes; where it goes in one stack and comes in another, no state reaches that far. */
function changesOfOthers(alone: readonly StackPairs[]): Change[] {
  const around = new Map(alone.flatMap((one) => one.pairs.map((pair) => [pair, one] as const)));
  const all = joined(alone.flatMap((one) => one.pairs));
  const keep = linesToKeep(all);
  return all.flatMap((pair) => {
    const own = around.get(pair);
    const resource = pair.after ?? pair.before;
    if (!own || !resource) return differencesOf(pair, keep.get(pair), (attributes) => attributes);
    const difference = comesOrGoes(resource, pair.after !== undefined, own.paged, own.instructions);
    return [spoken(pair, resource, difference)];
  });
}

function differencesOf(pair: Pair, hint: string | undefined, renamed: Renames): Change[] {
  const { subject, before, after, moved } = pair;
  if (!before || !after) return [];
  const anew: Change = {
    ...MADE_ANEW,
    subject,
    address: addressOf(after),
    ...(hint === undefined ? {} : { hint }),
  };
  const differences = compareResources(before, renamed(before.attributes), after.attributes);
  return [
    // Of an alert, all parts move at once: one line says so.
    ...(moved ? [anew] : []),
    ...differences.map((one) => spoken(pair, after, heard(one, before, after))),
  ];
}

const MADE_ANEW: Difference = {
  risk: "re-created",
  attribute: "address",
  text: "deleted, and made anew at another address, without its history, muting and downtimes",
};

/** With the name of its part in the alert, or of the widget. */
function spoken({ subject }: Pair, resource: Resource, difference: Difference): Change {
  const { within, ...said } = difference;
  const part = partName(resource);
  return {
    ...said,
    subject: within === undefined ? subject : `${subject}: ${within}`,
    address: addressOf(resource),
    text: part === undefined ? said.text : `${part}: ${said.text}`,
  };
}

function compareResources(resource: Resource, was: Attributes, is: Attributes): Difference[] {
  const { type } = resource;
  const readAs = isMonitor(resource) ? "datadog_monitor" : type;
  const [before, after] = asProviderReads(readAs, was, is);
  const differences = isMonitor(resource)
    ? monitorChanges(before, after)
    : type === "datadog_dashboard_json"
      ? dashboardChanges(before, after)
      : otherChanges(type, before, after);
  return differences.map((one): Difference =>
    forcesNew(type, one.attribute)
      ? {
          ...one,
          risk: "re-created",
          text: `${one.text}, which Terraform can only delete and make anew`,
        }
      : one,
  );
}

type Renames = (attributes: Attributes) => Attributes;

/** References to what moved are no change of those who refer to it. */
function renames(found: readonly Pair[]): Renames {
  const moves = found.flatMap(({ before, after }) =>
    before && after && addressOf(before) !== addressOf(after)
      ? [[reference(before), reference(after)] as const]
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

/** The beginning of a reference to a resource, as it stands in JSON. */
function reference({ type, name }: Resource): string {
  return JSON.stringify(`${type}.${name}.`).slice(1, -1);
}
