import type { CompositeFormula } from "./ast";

/** A monitor where a composite's query names it. */
export interface MemberMention {
  readonly id: string;
  readonly at: number;
}

/** The monitors that a composite names, as often as it does, from the left. */
export function mentionsIn(formula: CompositeFormula): MemberMention[] {
  switch (formula.kind) {
    case "monitor":
      return [formula];
    case "not":
      return mentionsIn(formula.of);
    default:
      return [...mentionsIn(formula.left), ...mentionsIn(formula.right)];
  }
}

/** What messages call a member: `a` is the first that the query names. */
export function memberLetter(index: number): string {
  return String.fromCharCode("a".charCodeAt(0) + index);
}

/** A composite's query with its members by their letters: `a && !b`. */
export function lettered(query: string, formula: CompositeFormula): string {
  const ids = [...new Set(mentionsIn(formula).map(({ id }) => id))];
  return withMembers(query, formula, (id) => memberLetter(ids.indexOf(id)));
}

/** A composite's query with other names for its members. */
export function withMembers(
  query: string,
  formula: CompositeFormula,
  nameOf: (id: string) => string,
): string {
  // From the end, so that the places before stay where they are.
  return mentionsIn(formula).reduceRight(
    (text, { id, at }) => text.slice(0, at) + nameOf(id) + text.slice(at + id.length),
    query,
  );
}
