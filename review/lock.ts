import { record } from "../lab/inputs/record";
import { Problems } from "../telemetry";
import { identities } from "./identity";
import type { Finding } from "./lint/rule";
import { addressOf, resourcesOf, type StackFile } from "./resources";
import { instructionsIn } from "./terraform/instructions";

/** Addresses of what is deployed, and what stands there. */
export type Lock = ReadonlyMap<string, string>;

/** The addresses of some stacks. */
export function lockOf(stacks: readonly StackFile[]): Lock {
  const resources = resourcesOf(stacks);
  const identityOf = identities(resources);
  const found = resources.map((one) => [addressOf(one), identityOf(one).key] as const);
  return new Map(found.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** @throws InvalidInputError where it is no lock */
export function readLock(json: unknown): Lock {
  const entries = Object.entries(record(json));
  const problems = new Problems();
  const isLock =
    !Array.isArray(json) &&
    entries.every(([address, one]) => /\/.*\./.test(address) && typeof one === "string");
  problems.require(
    isLock,
    "the file",
    json,
    "addresses and what stands there, as review --lock writes them",
  );
  problems.throwIfAny("the lock");
  return new Map(entries as [string, string][]);
}

/** What is not where the lock says: Terraform would delete it, with its history and muting. */
export function lockFindings(lock: Lock, head: readonly StackFile[]): Finding[] {
  const now = lockOf(head);
  const moves = movesOf(head);
  const unlocked = [...now].filter(([address]) => !lock.has(address));
  const gone = [...lock].filter(([address]) => !now.has(address));
  const found = gone.map(([address, key]) => {
    const to = moves.get(address);
    if (to !== undefined && now.has(to)) return finding(address, `moves to ${to}: ${RENEW}`);
    const [other] = unlocked.find(([, one]) => one === key) ?? [];
    if (other === undefined) return finding(address, `is gone: ${RENEW} where that is meant`);
    const [, from = ""] = /\/(.*)/.exec(address) ?? [];
    return finding(
      address,
      `is now ${other}, so Terraform deletes it and makes it anew: construct.moveFromId(${JSON.stringify(from)}); keeps it`,
    );
  });
  const named = new Set([...gone.map(([, key]) => key)]);
  const added = unlocked.filter(([, key]) => !named.has(key));
  const [first] = added;
  if (first === undefined) return found;
  const others = added.length === 1 ? "is" : `and ${added.length - 1} more are`;
  return [...found, finding(first[0], `${others} not in the lock: ${RENEW}`)];
}

const RENEW = "datadog-llm review --lock renews the lock";

function finding(address: string, text: string): Finding {
  return { rule: "lock", subject: address, address, text };
}

/** New addresses by the old ones, as the head tells them to Terraform. */
function movesOf(stacks: readonly StackFile[]): ReadonlyMap<string, string> {
  const told = stacks.filter(({ content }) => content.includes('"moved"'));
  return new Map(
    told.flatMap(({ stack, content }) =>
      [...instructionsIn(JSON.parse(String(content))).moves].map(
        ([from, to]) => [`${stack}/${from}`, `${stack}/${to}`] as const,
      ),
    ),
  );
}
