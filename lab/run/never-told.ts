import type { GroupTags } from "../metrics";

interface Told {
  readonly signal: string;
  readonly key: string;
  readonly group: GroupTags;
  readonly status: string;
  readonly receivers: readonly string[];
}

/**
 * The receivers of each notification who hear of the end of a trouble of which nobody told them: a
 * message that they cannot place.
 *
 * @param sent In the order of time.
 */
export function neverTold(sent: readonly Told[]): string[][] {
  const told = new Map<string, Set<string>>();
  return sent.map(({ signal, key, group, status, receivers }) => {
    const of = JSON.stringify([signal, key, group]);
    const known = told.get(of) ?? new Set<string>();
    if (status === "OK") {
      told.delete(of);
      return receivers.filter((receiver) => !known.has(receiver));
    }
    told.set(of, new Set([...known, ...receivers]));
    return [];
  });
}
