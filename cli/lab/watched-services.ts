import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { App } from "cdktf";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import type { Watched } from "../../lab";
import { dashboardsOfStack } from "../../lab/inputs/dashboards";
import { inferServices, withoutTraffic } from "../../lab/inputs/inferred-service";
import { monitorsOfStack } from "../../lab/inputs/stack";
import { nameInEnv } from "../../telemetry";
import { stackOf } from "../construct-tree";
import { loadApp } from "../load-app";
import { modulesIn, type TerraformModule } from "../stacks/modules-of";
import { isModule } from "../stacks/stack-files";
import { UsageError } from "../usage-error";

/** A service, and what watches it in one stack. */
export interface WatchedStack extends Watched, TerraformModule {}

export interface WatchedServices {
  readonly watched: readonly WatchedStack[];
  /** What the reader of the verdicts has to know about the traffic. */
  readonly notes: readonly string[];
}

/** Whether `--app` names stacks or Terraform JSON, not the module that makes them. */
export function isOfStacks(app: string): boolean {
  return existsSync(app) && !isModule(app);
}

/**
 * The services of an app, or of synthesized stacks.
 *
 * @param app a module, or a folder or file of Terraform JSON
 * @throws UsageError where there is none that could be played
 */
export async function watchedOf(app: string, stacks: readonly string[]): Promise<WatchedServices> {
  if (isOfStacks(app)) return inferred(app, stacks);
  return { watched: watchedServices(await loadApp(path.resolve(app)), stacks), notes: [] };
}

/** The services of an app that have monitors. */
export function watchedServices(app: App, stacks: readonly string[]): WatchedStack[] {
  const found = app.node.findAll().flatMap((construct) => {
    if (!isLlmServiceMonitors(construct)) return [];
    const stack = stackOf(construct)?.node.id ?? "";
    return [{ stack, service: construct.service }];
  });
  return chosen(found, stacks).map(({ stack, service }) => {
    const file = path.join(app.outdir, "stacks", stack, "cdk.tf.json");
    const json: unknown = JSON.parse(readFileSync(file, "utf8"));
    return { stack, json, service, ...watchersOf(json) };
  });
}

/** The modules of Terraform JSON that have monitors. */
export function monitoredModules(place: string, stacks: readonly string[]): TerraformModule[] {
  const found = modulesIn("--app", place).filter(({ json }) => monitorsOfStack(json).length > 0);
  if (found.length === 0) throw new UsageError(`--app: there is no datadog_monitor in ${place}.`);
  return chosen(found, stacks);
}

function inferred(place: string, stacks: readonly string[]): WatchedServices {
  const notes: string[] = [];
  const watched = monitoredModules(place, stacks).flatMap(({ stack, json }): WatchedStack[] => {
    const monitors = monitorsOfStack(json);
    const services = inferServices(monitors);
    const silent = withoutTraffic(monitors).map(({ name }) => JSON.stringify(name));
    if (services.length > 0 && silent.length > 0) {
      notes.push(
        `${stack}: no traffic reaches ${silent.join(", ")}: their silence proves nothing.`,
      );
    }
    if (services.length === 0) notes.push(`${stack}: not played: ${NOTHING_TO_PLAY}`);
    return services.map(({ service, madeUp }) => {
      if (madeUp.length > 0) notes.push(`${nameInEnv(service)}: made up: ${madeUp.join(", ")}.`);
      const others = services.map((one) => one.service).filter((one) => one !== service);
      const own = monitors.filter(({ tags }) => !others.some((other) => isOf(other, tags)));
      return { stack, json, service, ...watchersOf(json), monitors: own };
    });
  });
  if (watched.length === 0) throw new UsageError(notes.join("\n"));
  return { watched, notes: [INFERRED, ...notes] };
}

const INFERRED =
  "Stacks do not say what a service declares: its traffic is made for what its monitors name.";
const NOTHING_TO_PLAY =
  "no monitor reads a metric of the telemetry contract, so no traffic can be made for them. " +
  "Evaluate them over a recording: --recording <file>";

function watchersOf(json: unknown): Pick<Watched, "monitors" | "dashboards"> {
  return { monitors: monitorsOfStack(json), dashboards: dashboardsOfStack(json) };
}

/** Whether tags say that a monitor watches this service, and no other. */
function isOf({ service, env }: WatchedStack["service"], tags: readonly string[]): boolean {
  return tags.includes(`service:${service}`) && tags.includes(`env:${env}`);
}

function chosen<T extends { readonly stack: string }>(
  found: readonly T[],
  stacks: readonly string[],
): T[] {
  const known = found.map(({ stack }) => stack);
  const missing = stacks.filter((stack) => !known.includes(stack));
  if (missing.length > 0) {
    const names = missing.map((stack) => JSON.stringify(stack)).join(", ");
    throw new UsageError(
      `There is no stack ${names} with monitors; there are: ${known.join(", ")}.`,
    );
  }
  return found.filter(({ stack }) => stacks.length === 0 || stacks.includes(stack));
}
