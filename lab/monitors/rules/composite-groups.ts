import type { GroupTags } from "../../metrics";

/** One member's groups, by key. A monitor without groups has the one key "". */
export interface MemberGroups {
  readonly grouped: boolean;
  readonly groups: ReadonlyMap<string, GroupTags>;
}

/** A group of the composite, with the key of the group of each member that it stands for. */
export interface CompositeGroup {
  readonly key: string;
  readonly tags: GroupTags;
  readonly memberKeys: readonly string[];
}

/**
 * The groups that all members have in common. Only tag values are compared, not keys; a member whose
 * grouping is a subset takes part in every group that holds its values. Members without groups take
 * part in all. A group that one member lacks is not evaluated.
 *
 * @see https://docs.datadoghq.com/monitors/types/composite/#common-reporting-sources
 */
export function compositeGroups(members: readonly MemberGroups[]): CompositeGroup[] {
  const widest = members.filter(({ grouped }) => grouped).sort((a, b) => width(b) - width(a))[0];
  if (!widest) {
    const present = members.every(({ groups }) => groups.size > 0);
    return present ? [{ key: "", tags: {}, memberKeys: members.map(() => "") }] : [];
  }
  const found: CompositeGroup[] = [];
  for (const [key, tags] of widest.groups) {
    const values = Object.values(tags);
    const keys = members.map((member) => (member === widest ? key : matchingGroup(member, values)));
    const memberKeys = keys.filter((one) => one !== undefined);
    if (memberKeys.length === members.length) found.push({ key, tags, memberKeys });
  }
  return found;
}

/**
 * True where the members' groupings differ: whether the wider or the narrower one names the
 * composite's groups is shown in a picture only.
 */
export function hasMixedGroupings(members: readonly MemberGroups[]): boolean {
  const widths = members.filter(({ grouped }) => grouped).map(width);
  return new Set(widths).size > 1;
}

function width({ groups }: MemberGroups): number {
  const first = groups.values().next().value;
  return first ? Object.keys(first).length : 0;
}

function matchingGroup(
  { grouped, groups }: MemberGroups,
  values: readonly string[],
): string | undefined {
  if (!grouped) return groups.has("") ? "" : undefined;
  for (const [key, tags] of groups) {
    const own = Object.values(tags);
    if (own.every((value) => values.includes(value))) return key;
  }
  return undefined;
}
