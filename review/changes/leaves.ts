import { record } from "../../lab/inputs/record";
import type { Difference } from "../change";
import { isEqual } from "../equal";
import { said } from "./attributes";

/** A value within an attribute that differs, and the way to it, such as `query.numerator`. */
export interface Leaf {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every value that differs, as deep as it stands. */
export function leaves(before: unknown, after: unknown, path = ""): Leaf[] {
  if (isEqual(before, after)) return [];
  if (holdsObjects(before) && holdsObjects(after)) return listLeaves(before, after, path);
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  const [was, is] = [record(before), record(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .sort()
    .flatMap((key) => leaves(was[key], is[key], path === "" ? key : `${path}.${key}`));
}

/** What is the same at both ends of a list stands where it stood, whatever comes between. */
function listLeaves(before: readonly unknown[], after: readonly unknown[], path: string): Leaf[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isEqual(before[start], after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isEqual(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const [was, is] = [
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  ];
  return Array.from({ length: Math.max(was.length, is.length) }, (_, index) =>
    leaves(was[index], is[index], `${path}[${start + index}]`),
  ).flat();
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function holdsObjects(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null);
}

/** More differences than these in one place are counted. */
const MAX_NAMED = 3;

/** Such as `markers[0].value: y > 5 instead of y > 2; and 4 more`. */
export function leavesText(found: readonly Leaf[]): string {
  const named = found.slice(0, MAX_NAMED).map((leaf) => leafText(leaf));
  const rest = found.length - named.length;
  return [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

/** One attribute that differs, leaf by leaf where they are few. */
export function attributeLeaves(name: string, before: unknown, after: unknown): Difference[] {
  const found = leaves(before, after, name);
  if (found.length > MAX_NAMED) {
    return [{ risk: "changed", attribute: name, text: leavesText(found) }];
  }
  return found.map((leaf) => ({ risk: "changed", attribute: leaf.path, text: leafText(leaf) }));
}

function leafText({ path, before, after }: Leaf): string {
  return said("changed", path, before, after).text;
}
