import { readFileSync } from "node:fs";
import path from "node:path";
import type { App } from "cdktf";
import type { IConstruct } from "constructs";
import { isLlmServiceMonitors } from "../../../constructs/recognise";
import { siteOfHost, type DatadogSite, type LlmServiceInEnv } from "../../../telemetry";
import { stacksOf } from "../../construct-tree";
import { UsageError } from "../../usage-error";
import { metricReads, type MetricRead } from "./metric-reads";
import { plannedMonitors, type PlannedMonitor } from "./planned-monitor";

/** A stack with monitors, as the app synthesized it. */
export interface DoctorStack {
  readonly id: string;
  /** Where it is deployed to, as far as the app says so. */
  readonly site: DatadogSite | undefined;
  readonly services: readonly LlmServiceInEnv[];
  readonly monitors: readonly PlannedMonitor[];
  /** What its monitors, objectives and dashboards read. */
  readonly reads: readonly MetricRead[];
}

/** A tag configuration as the app synthesized it. */
export interface PlannedSettings {
  readonly stack: string;
  readonly metric: string;
  readonly type: string;
  readonly tags: readonly string[];
}

export interface DoctorApp {
  readonly stacks: readonly DoctorStack[];
  readonly settings: readonly PlannedSettings[];
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface StackJson {
  readonly provider?: { readonly datadog?: readonly { readonly api_url?: string }[] };
  readonly resource?: { readonly datadog_metric_tag_configuration?: Blocks };
}

/**
 * What the doctor compares with Datadog: the app's synthesized stacks.
 *
 * @param only names of stacks; empty for all
 * @throws UsageError for a name that no stack with monitors has
 */
export function doctorApp(app: App, only: readonly string[]): DoctorApp {
  const all = stacksOf(app).map((construct) => ({ construct, json: readStack(app, construct) }));
  const watched = all.flatMap(({ construct, json }) => doctorStack(construct, json) ?? []);
  const known = watched.map(({ id }) => id);
  const wrong = only.find((id) => !known.includes(id));
  if (wrong !== undefined || known.length === 0) {
    const named = wrong === undefined ? "" : ` "${wrong}"`;
    const there = known.length === 0 ? "none" : known.join(", ");
    throw new UsageError(`There is no stack${named} with monitors; there are: ${there}.`);
  }
  return {
    stacks: watched.filter(({ id }) => only.length === 0 || only.includes(id)),
    settings: all.flatMap(({ construct, json }) => plannedSettings(construct.node.id, json)),
  };
}

function readStack(app: App, { node }: IConstruct): StackJson {
  const file = path.join(app.outdir, "stacks", node.id, "cdk.tf.json");
  return JSON.parse(readFileSync(file, "utf8")) as StackJson;
}

function doctorStack({ node }: IConstruct, json: StackJson): DoctorStack | undefined {
  const services = node.findAll().flatMap((one) => (isLlmServiceMonitors(one) ? one.service : []));
  if (services.length === 0) return undefined;
  const url = json.provider?.datadog?.find(({ api_url }) => api_url !== undefined)?.api_url;
  return {
    id: node.id,
    site: url === undefined ? undefined : siteOfHost(url),
    services,
    monitors: plannedMonitors(json),
    // Dashboards are JSON within JSON: quotes are escaped, and queries hold none.
    reads: metricReads(JSON.stringify(json.resource ?? {})),
  };
}

function plannedSettings(stack: string, { resource }: StackJson): PlannedSettings[] {
  return Object.values(resource?.datadog_metric_tag_configuration ?? {}).map((block) => ({
    stack,
    metric: String(block["metric_name"]),
    type: String(block["metric_type"]),
    tags: block["tags"] as readonly string[],
  }));
}
