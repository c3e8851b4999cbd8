import type { Construct, IConstruct } from "constructs";
import { nameInEnv, Problems, type LlmServiceInEnv } from "../telemetry";
import { pathOf } from "./path-of";

/** What was taken in each app, by the root of its tree. */
const CLAIMS = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Takes a name for a construct.
 *
 * @returns the path of the construct that has it already; nothing where it was free.
 */
export function claim(scope: IConstruct, name: string, path: string): string | undefined {
  const { root } = scope.node;
  const claims = CLAIMS.get(root) ?? new Map<string, string>();
  CLAIMS.set(root, claims);
  const holder = claims.get(name);
  if (holder === undefined) claims.set(name, path);
  return holder;
}

/**
 * Refuses the monitors of a service that has some in the same environment.
 *
 * @throws InvalidInputError naming both places.
 */
export function claimService(scope: Construct, id: string, service: LlmServiceInEnv): void {
  const path = pathOf(scope, id);
  const name = nameInEnv(service);
  const holder = claim(scope, `service ${name}`, path);
  const problems = new Problems();
  problems.require(
    holder === undefined,
    "service",
    name,
    `each service once per environment and app, because every alert would page twice; ${JSON.stringify(holder)} watches this one already`,
  );
  problems.throwIfAny(`the monitors ${JSON.stringify(path)}`);
}
