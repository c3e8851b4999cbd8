import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import { monitorsOfStack, play, SCENARIOS, type Run, type Watched } from "../../lab";
import { nameInEnv, type LlmServiceInEnv } from "../../telemetry";
import type { StackFile } from "../../review";
import { stackOf } from "../construct-tree";
import { loadApp } from "../load-app";
import { AFTER, BEFORE, bothSides } from "./both-sides";

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
  const found = await monitorsOfApp(module);
  return found.flatMap(({ stack, service }) => {
    const content = head.find((one) => one.stack === stack)?.content;
    if (content === undefined) return [];
    const monitors = monitorsOfStack(JSON.parse(String(content)));
    return [{ stack, service, monitors }];
  });
}

/** The declarations of an app. */
export async function declaredServices(module: string): Promise<LlmServiceInEnv[]> {
  return (await monitorsOfApp(module)).map(({ service }) => service);
}

async function monitorsOfApp(
  module: string,
): Promise<Pick<ReviewedService, "stack" | "service">[]> {
  // The app writes its stacks where it is loaded; those that are deployed are not to be overwritten.
  const out = mkdtempSync(path.join(tmpdir(), "datadog-llm-stacks-"));
  process.env["CDKTF_OUTDIR"] = out;
  try {
    const app = await loadApp(path.resolve(module));
    return app.node.findAll().flatMap((construct) => {
      if (!isLlmServiceMonitors(construct)) return [];
      return [{ stack: stackOf(construct)?.node.id ?? "", service: construct.service }];
    });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/**
 * What the change does: every incident that a service can have is played once, for the alerts of both
 * sides that are evaluated otherwise, over the same traffic.
 *
 * @returns a sentence for each alert that pages at another minute, for the first time or no more
 */
export function playedChanges(
  services: readonly ReviewedService[],
  base: readonly StackFile[],
): string[] {
  const contents = new Map(base.map(({ stack, content }) => [stack, content]));
  return services.flatMap(({ stack, service, monitors }) => {
    const content = contents.get(stack);
    if (content === undefined) return [];
    const both = bothSides(monitorsOfStack(JSON.parse(String(content))), monitors);
    if (both.length === 0) return [];
    const watched = { service, monitors: both };
    return SCENARIOS.filter(({ appliesTo }) => appliesTo?.(service) ?? true).flatMap((scenario) =>
      changesIn(play(watched, scenario)).map(
        ([alert, said]) => `${scenario.id}: ${alert} on ${nameInEnv(service)} ${said}`,
      ),
    );
  });
}

/** The alerts of one run of both sides that do not page at the same minute. */
function changesIn({ alerts }: Run): (readonly [alert: string, said: string])[] {
  const first = new Map<string, number>();
  for (const { signal: side, key, firedAtMinute } of alerts) {
    if (firedAtMinute === null) continue;
    const id = `${side}/${key}`;
    first.set(id, Math.min(first.get(id) ?? Infinity, firedAtMinute));
  }
  return [...new Set(alerts.map(({ key }) => key))].sort().flatMap((alert) => {
    const said = difference(first.get(`${BEFORE}/${alert}`), first.get(`${AFTER}/${alert}`));
    return said === undefined ? [] : [[alert, said] as const];
  });
}

function difference(was: number | undefined, is: number | undefined): string | undefined {
  if (was === is) return undefined;
  if (is === undefined) return `no longer pages (it did at minute ${was ?? 0})`;
  if (was === undefined) return `pages at minute ${is}, and did not before`;
  const minutes = Math.abs(is - was);
  return `pages ${minutes} ${minutes === 1 ? "minute" : "minutes"} ${is > was ? "later" : "earlier"} (${is} instead of ${was})`;
}
