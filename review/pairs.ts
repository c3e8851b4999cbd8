import { identities } from "./identity";
import { addressOf, type Resource } from "./resources";

/** A resource before and after. One of them is absent where it comes or goes. */
export interface Pair {
  readonly subject: string;
  readonly before?: Resource;
  readonly after?: Resource;
  /** The same thing at another address: Terraform deletes it and makes it anew. */
  readonly moved: boolean;
}

/**
 * Finds for every resource of the base what became of it in the head.
 *
 * @param moves new addresses by the old ones, as the head tells them to Terraform
 */
export function pairs(
  base: readonly Resource[],
  head: readonly Resource[],
  moves: ReadonlyMap<string, string> = new Map(),
): Pair[] {
  const isNow = (one: Resource): string => moves.get(addressOf(one)) ?? addressOf(one);
  const [identityBefore, identityAfter] = [identities(base), identities(head)];
  const byAddress = new Map(head.map((one) => [addressOf(one), one]));
  const known = new Set(base.map(isNow));
  const come = head.filter((one) => !known.has(addressOf(one)));
  const comeByKey = new Map<string, Resource[]>();
  for (const one of come) {
    const { key } = identityAfter(one);
    comeByKey.set(key, [...(comeByKey.get(key) ?? []), one]);
  }
  const taken = new Set<Resource>();
  const found = base.map((before): Pair => {
    const { subject, key } = identityBefore(before);
    const same = byAddress.get(isNow(before));
    if (same) return { subject: identityAfter(same).subject, before, after: same, moved: false };
    const after = comeByKey.get(key)?.find((one) => !taken.has(one) && one.type === before.type);
    if (!after) return { subject, before, moved: false };
    taken.add(after);
    return { subject: identityAfter(after).subject, before, after, moved: true };
  });
  const rest = come.filter((one) => !taken.has(one));
  return [
    ...found,
    ...rest.map((after) => ({ subject: identityAfter(after).subject, after, moved: false })),
  ];
}
