import { identities } from "./identity";
import type { Resource } from "./resources";

/** A resource before and after. One of them is absent where it comes or goes. */
export interface Pair {
  readonly subject: string;
  /** What it stays when its address changes. */
  readonly key: string;
  readonly before?: Resource;
  readonly after?: Resource;
  /** The same thing at another address: Terraform deletes it and makes it anew. */
  readonly moved: boolean;
}

/**
 * Finds for every resource of a stack what became of it in the head.
 *
 * @param moves new places by the old ones, as the head tells them to Terraform
 */
export function pairs(
  base: readonly Resource[],
  head: readonly Resource[],
  moves: ReadonlyMap<string, string> = new Map(),
): Pair[] {
  const [identityBefore, identityAfter] = [identities(base), identities(head)];
  const byPlace = new Map(head.map((one) => [placeOf(one), one]));
  const kept = new Set<Resource>();
  const found = base.map((before): Pair => {
    const after = byPlace.get(placeNow(before, byPlace, moves));
    if (!after) return { ...identityBefore(before), before, moved: false };
    kept.add(after);
    return { ...identityAfter(after), before, after, moved: false };
  });
  const come = head.filter((one) => !kept.has(one));
  return joined([
    ...found,
    ...come.map((after): Pair => ({ ...identityAfter(after), after, moved: false })),
  ]);
}

/** Pairs of what stands alone on either side and is the same thing. */
export function joined(pairs: readonly Pair[]): Pair[] {
  const come = new Map<string, Pair[]>();
  for (const pair of pairs) {
    if (pair.before || !pair.after) continue;
    const key = `${pair.after.type} ${pair.key}`;
    come.set(key, [...(come.get(key) ?? []), pair]);
  }
  const taken = new Set<Pair>();
  const found = pairs.flatMap((pair): Pair[] => {
    if (!pair.before) return [];
    if (pair.after) return [pair];
    const [other] = come.get(`${pair.before.type} ${pair.key}`)?.splice(0, 1) ?? [];
    if (!other) return [pair];
    taken.add(other);
    return [{ ...other, before: pair.before, moved: true }];
  });
  return [...found, ...pairs.filter((pair) => !pair.before && !taken.has(pair))];
}

/** `type.name`, as Terraform's instructions name it. */
function placeOf({ type, name }: Resource): string {
  return `${type}.${name}`;
}

/** Terraform itself moves what gets a `count`, or loses it. */
function placeNow(
  resource: Resource,
  head: ReadonlyMap<string, Resource>,
  moves: ReadonlyMap<string, string>,
): string {
  const place = placeOf(resource);
  const told = moves.get(place);
  if (told !== undefined) return told;
  if (head.has(place)) return place;
  const other = place.endsWith("[0]") ? place.slice(0, -"[0]".length) : `${place}[0]`;
  return head.has(other) ? other : place;
}
