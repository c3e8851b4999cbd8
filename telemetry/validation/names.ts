import { isList, isRecord, requireEachOnce } from "../checks";
import { isStoredForm, normalizeTagValue } from "../normalize";
import type { Problems } from "../problems";

/** Entries of a record whose keys are tag values; at least one. */
export function namedEntries(
  problems: Problems,
  path: string,
  tag: string,
  given: unknown,
): [string, unknown][] {
  const entries = isRecord(given) ? Object.entries(given) : [];
  problems.require(entries.length > 0, path, given, "an object with at least one entry");
  const names = new Map<string, string>();
  for (const [name] of entries) {
    checkName(problems, `${path}.${name}`, tag, name);
    // CDKTF writes `/` so in the ids of resources.
    const id = name.replaceAll("/", "--");
    const same = names.get(id);
    const allowed = `a name that differs from ${JSON.stringify(same)} in more than / and --, which are the same in a resource's id`;
    problems.require(same === undefined, `${path}.${name}`, name, allowed);
    names.set(id, name);
  }
  return entries;
}

export function checkNames(problems: Problems, path: string, tag: string, given: unknown): void {
  if (given === undefined) return;
  if (!isList(given)) {
    problems.add(path, given, "a list of names");
    return;
  }
  for (const [index, name] of given.entries()) checkName(problems, `${path}[${index}]`, tag, name);
  requireEachOnce(problems, path, given, "name");
}

export function checkName(problems: Problems, path: string, tag: string, given: unknown): void {
  if (typeof given !== "string" || given.trim() === "") {
    problems.add(path, given, "a name that is not empty");
    return;
  }
  problems.require(
    isStoredForm(tag, given),
    path,
    given,
    `the form that Datadog stores, ${JSON.stringify(normalizeTagValue(tag, given))}`,
  );
}
