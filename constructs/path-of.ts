import type { Construct } from "constructs";

/** Path that a construct will have, for errors about what it is built from. */
export function pathOf(scope: Construct, id: string): string {
  return scope.node.path === "" ? id : `${scope.node.path}/${id}`;
}
