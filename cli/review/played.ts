import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import { monitorsOfStack, play, SCENARIOS, type Run, type Watched } from "../../lab";
import type { LlmServiceInEnv } from "../../telemetry";
import type { StackFile } from "../../review";
import { stackOf } from "../construct-tree";
import { differencesOf, differenceText } from "../lab/differences";
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
 * @returns a sentence for each alert that pages or recovers at another minute, for the first time or no more
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
    return SCENARIOS.filter(({ appliesTo }) => appliesTo?.(service) ?? true).flatMap((scenario) => {
      const run = play({ service, monitors: both }, scenario);
      return differencesOf(ofSide(BEFORE, run), ofSide(AFTER, run)).map(differenceText);
    });
  });
}

/** What the alerts of one side did, under their own names. */
function ofSide(side: string, run: Run): Run {
  const alerts = run.alerts.flatMap((alert) => {
    if (alert.signal !== side) return [];
    const [signal = "", ...key] = alert.key.split("/");
    return [{ ...alert, signal, key: key.join("/") }];
  });
  return { ...run, alerts };
}
