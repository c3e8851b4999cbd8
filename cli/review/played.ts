import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import { monitorsOfStack, play, SCENARIOS, type Watched } from "../../lab";
import type { StackFile } from "../../review";
import { stackOf } from "../construct-tree";
import { differencesOf, differenceText } from "../lab/differences";
import { loadApp } from "../load-app";

/** A service of the head, and the stack that its monitors stand in on both sides. */
interface ReviewedService extends Watched {
  readonly stack: string;
}

/**
 * The services of an app, with the monitors of the stacks that were reviewed. The app says what traffic
 * they have, which synthesized stacks do not.
 */
export async function reviewedServices(
  module: string,
  head: readonly StackFile[],
): Promise<ReviewedService[]> {
  // The app writes its stacks where it is loaded; those that are deployed are not to be overwritten.
  const out = mkdtempSync(path.join(tmpdir(), "datadog-llm-stacks-"));
  process.env["CDKTF_OUTDIR"] = out;
  try {
    const app = await loadApp(path.resolve(module));
    return app.node.findAll().flatMap((construct) => {
      if (!isLlmServiceMonitors(construct)) return [];
      const stack = stackOf(construct)?.node.id ?? "";
      const content = head.find((one) => one.stack === stack)?.content;
      if (content === undefined) return [];
      const monitors = monitorsOfStack(JSON.parse(String(content)));
      return [{ stack, service: construct.service, monitors }];
    });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/**
 * What the change does: every incident that a service can have is played once for the monitors of both
 * sides, over the same traffic.
 *
 * @returns a sentence for each alert that pages or recovers at another minute, for the first time or no more
 */
export function playedChanges(
  services: readonly ReviewedService[],
  base: readonly StackFile[],
): string[] {
  const contents = new Map(base.map(({ stack, content }) => [stack, content]));
  return services.flatMap((watched) => {
    const content = contents.get(watched.stack);
    if (content === undefined) return [];
    const before = { ...watched, monitors: monitorsOfStack(JSON.parse(String(content))) };
    return SCENARIOS.filter(({ appliesTo }) => appliesTo?.(watched.service) ?? true).flatMap(
      (scenario) => {
        const runs = [play(before, scenario), play(watched, scenario)] as const;
        return differencesOf(...runs).map(differenceText);
      },
    );
  });
}
