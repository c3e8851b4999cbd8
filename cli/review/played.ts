import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import {
  monitorsOfStack,
  SCENARIOS,
  type MonitorDefinition,
  type Run,
  type Scenario,
  type Watched,
} from "../../lab";
import type { PlayedRun } from "../../review/lint/rule";
import type { StackFile } from "../../review";
import type { LlmServiceInEnv } from "../../telemetry";
import { stackOf } from "../construct-tree";
import { differencesOf, differenceText } from "../lab/differences";
import type { PlayAllProps } from "../lab/play-all";
import { playsOf } from "../lab/plays";
import { playWithProgress } from "../lab/progress";
import { loadApp } from "../load-app";
import { alertName, BEFORE, changedAlerts } from "./changed-alerts";

/** A service of the head, and the stack that its monitors stand in on both sides. */
export interface ReviewedService extends Watched {
  readonly stack: string;
}

/** What the lab's incidents show of a change. */
export interface PlayedReview {
  /** A sentence for each alert that pages or recovers at another minute, for the first time or no more. */
  readonly sentences: readonly string[];
  /** What the present alerts of each stack did, for the rules that look at it. */
  readonly runs: ReadonlyMap<string, readonly PlayedRun[]>;
}

/**
 * The services of an app, with the monitors of the stacks that were reviewed. The app says what traffic
 * they have, which synthesized stacks do not.
 */
export async function reviewedServices(
  module: string,
  head: readonly StackFile[],
): Promise<ReviewedService[]> {
  const found = await declaredServices(module);
  return found.flatMap(({ stack, service }) => {
    const monitors = monitorsIn(head, stack, service);
    return monitors ? [{ stack, service, monitors }] : [];
  });
}

/** The declarations of an app, and the stacks that their monitors stand in. */
export async function declaredServices(
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

/** Those of a stack that watch a service, or do not say which: a stack may hold several. */
function monitorsIn(
  stacks: readonly StackFile[],
  stack: string,
  { service, env }: LlmServiceInEnv,
): MonitorDefinition[] | undefined {
  const content = stacks.find((one) => one.stack === stack)?.content;
  if (content === undefined) return undefined;
  const isOfOther = (tags: readonly string[], key: string, own: string): boolean =>
    tags.some((tag) => tag.startsWith(`${key}:`)) && !tags.includes(`${key}:${own}`);
  return monitorsOfStack(JSON.parse(String(content))).filter(
    ({ tags }) => !isOfOther(tags, "service", service) && !isOfOther(tags, "env", env),
  );
}

export interface PlayReviewProps extends Omit<PlayAllProps, "seed"> {
  /** @default - those that a run of the lab plays */
  readonly scenarios?: readonly Scenario[];
}

/**
 * Plays every incident that a service can have: the present alerts, and beside them, over the same
 * traffic, the earlier ones of those that are evaluated otherwise. A service in which none is, is not
 * played; one whose stack is new has nothing to be compared with.
 *
 * @param base absent where nothing is compared: then every service is played
 */
export async function playReview(
  services: readonly ReviewedService[],
  base: readonly StackFile[] | undefined,
  { scenarios = SCENARIOS, ...props }: PlayReviewProps = {},
): Promise<PlayedReview> {
  const sides = services.flatMap((one) => {
    const earlier = base && monitorsIn(base, one.stack, one.service);
    const changed = changedAlerts(earlier ?? one.monitors, one.monitors);
    if (earlier && changed.names.size === 0) return [];
    const { service, monitors, stack } = one;
    return [{ stack, changed, watched: { service, monitors: [...monitors, ...changed.before] } }];
  });
  const plays = sides.flatMap(({ watched, ...side }) =>
    playsOf(watched, scenarios).map((play) => ({ ...play, ...side })),
  );
  const played = await playWithProgress(plays, { ...props, seed: 1 });
  const runs = new Map<string, PlayedRun[]>();
  const sentences = played.flatMap(({ run }, index) => {
    const play = plays[index];
    if (!play) return [];
    const { stack, scenario, changed, watched } = play;
    const now = { ...run, alerts: run.alerts.filter(({ signal }) => signal !== BEFORE) };
    const isUneventful = scenario.expects(watched.service).length === 0;
    runs.set(stack, [...(runs.get(stack) ?? []), { scenario, isUneventful, run: now }]);
    const isChanged = ({ signal, key }: Run["alerts"][number]): boolean =>
      changed.names.has(alertName(signal, key));
    const is = { ...now, alerts: now.alerts.filter(isChanged) };
    return differencesOf(earlierSide(run), is).map(differenceText);
  });
  return { sentences, runs };
}

/** What the earlier alerts did, under their own names. */
function earlierSide(run: Run): Run {
  const alerts = run.alerts.flatMap((alert) => {
    if (alert.signal !== BEFORE) return [];
    const [signal = "", ...key] = alert.key.split("/");
    return [{ ...alert, signal, key: key.join("/") }];
  });
  return { ...run, alerts };
}
