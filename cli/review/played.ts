import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import { alertsOf, monitorsOfStack, play, SCENARIOS, type Run, type Watched } from "../../lab";
import { nameInEnv } from "../../telemetry";
import type { StackFile } from "../../review";
import { stackOf } from "../construct-tree";
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
 * @returns a sentence for each alert that pages at another minute, for the first time or no more
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
        const [was, is] = [pages(play(before, scenario)), pages(play(watched, scenario))];
        const alerts = [...new Set([...alertsIn(before), ...alertsIn(watched)])].sort();
        return alerts.flatMap((alert) => {
          const said = difference(was.get(alert), is.get(alert));
          const name = nameInEnv(watched.service);
          return said === undefined ? [] : [`${scenario.id}: ${alert} on ${name} ${said}`];
        });
      },
    );
  });
}

function alertsIn({ monitors }: Watched): string[] {
  return alertsOf(monitors).map(({ signal, key }) => nameOf(signal, key));
}

function nameOf(signal: string, key: string): string {
  return key === "" ? signal : `${signal}/${key}`;
}

/** The minute of the first page of each alert, counted from the beginning of the incident. */
function pages({ alerts }: Run): Map<string, number> {
  const first = new Map<string, number>();
  for (const { signal, key, firedAtMinute } of alerts) {
    if (firedAtMinute === null) continue;
    const name = nameOf(signal, key);
    first.set(name, Math.min(first.get(name) ?? Infinity, firedAtMinute));
  }
  return first;
}

function difference(was: number | undefined, is: number | undefined): string | undefined {
  if (was === is) return undefined;
  if (is === undefined) return `no longer pages (it did at minute ${was ?? 0})`;
  if (was === undefined) return `pages at minute ${is}, and did not before`;
  const minutes = Math.abs(is - was);
  return `pages ${minutes} ${minutes === 1 ? "minute" : "minutes"} ${is > was ? "later" : "earlier"} (${is} instead of ${was})`;
}
