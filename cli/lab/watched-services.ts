import { readFileSync } from "node:fs";
import path from "node:path";
import type { App } from "cdktf";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import { dashboardsOfStack, monitorsOfStack, type Watched } from "../../lab";
import { stackOf } from "../construct-tree";
import { UsageError } from "../usage-error";

/** The services of an app that have monitors. */
export function watchedServices(app: App, stacks: readonly string[]): Watched[] {
  const found = app.node.findAll().flatMap((construct) => {
    if (!isLlmServiceMonitors(construct)) return [];
    const stack = stackOf(construct)?.node.id ?? "";
    return [{ stack, service: construct.service }];
  });
  const known = found.map(({ stack }) => stack);
  for (const stack of stacks) {
    if (known.includes(stack)) continue;
    throw new UsageError(
      `There is no stack "${stack}" with monitors; there are: ${known.join(", ")}.`,
    );
  }
  return found
    .filter(({ stack }) => stacks.length === 0 || stacks.includes(stack))
    .map(({ stack, service }) => {
      const file = path.join(app.outdir, "stacks", stack, "cdk.tf.json");
      const json: unknown = JSON.parse(readFileSync(file, "utf8"));
      return { service, monitors: monitorsOfStack(json), dashboards: dashboardsOfStack(json) };
    });
}
