import {
  METRICS,
  type EvalDimension,
  type FeatureDeclaration,
  type LlmServiceInEnv,
  type PromptDeclaration,
} from "../../telemetry";
import type { MonitorDefinition } from "../monitors/definition";
import { readsOf, type Read } from "./monitor-reads";

/** A service as its monitors name it: the declaration itself is not in a stack. */
export interface InferredService {
  readonly service: LlmServiceInEnv;
  /** What no monitor names, and what is played in its place. */
  readonly madeUp: readonly string[];
}

/** The metric monitors that read nothing of the telemetry contract: no traffic of ours reaches them. */
export function withoutTraffic(monitors: readonly MonitorDefinition[]): MonitorDefinition[] {
  return monitors.filter((monitor) => {
    const reads = readsOf(monitor);
    return reads.length > 0 && !reads.some(({ metric }) => Object.hasOwn(METRICS, metric));
  });
}

/**
 * What the monitors of a stack say about the services that they watch: what their tags and the filters
 * of their queries name. Groups have names that nobody filters by; those are made up.
 *
 * @returns None where no monitor reads a metric of the telemetry contract.
 */
export function inferServices(monitors: readonly MonitorDefinition[]): InferredService[] {
  const reads = monitors.flatMap(readsOf).filter(({ metric }) => Object.hasOwn(METRICS, metric));
  return ownersOf(reads).map((own) => infer(own, monitors));
}

/** The reads of each service and environment. What names one of both only belongs to all that it fits. */
function ownersOf(reads: readonly Read[]): Read[][] {
  const owners = new Map<string, Read[]>();
  for (const read of reads) {
    const key = JSON.stringify([one(read, "service"), one(read, "env")]);
    owners.set(key, [...(owners.get(key) ?? []), read]);
  }
  const all = [...owners.values()];
  const fits = (tag: string, given: Read | undefined, owner: Read | undefined): boolean =>
    given !== undefined &&
    (one(given, tag) === undefined || (owner !== undefined && one(given, tag) === one(owner, tag)));
  const isPart = ([given]: Read[], [owner]: Read[]): boolean =>
    given !== owner && fits("service", given, owner) && fits("env", given, owner);
  const whole = all.filter((own) => !all.some((other) => isPart(own, other)));
  return whole.map((owner) => [...owner, ...all.filter((own) => isPart(own, owner)).flat()]);
}

function infer(reads: readonly Read[], monitors: readonly MonitorDefinition[]): InferredService {
  const facts = new Facts(reads);
  const name = facts.first("service");
  const pages = monitors.filter(({ tags }) => name !== null && tags.includes(`service:${name}`));
  const team = pages.flatMap(({ tags }) => tags.filter((tag) => tag.startsWith("team:")))[0];
  const service: LlmServiceInEnv = {
    service: name ?? facts.makeUp("service", "service"),
    env: facts.first("env") ?? facts.makeUp("env", "production"),
    team: team?.slice("team:".length) ?? "team",
    features: features(facts),
    prompts: prompts(facts),
    models: models(facts),
    tools: tools(facts),
    evals: evals(facts),
  };
  return { service, madeUp: facts.madeUp };
}

/** What the monitors of one service read, and what had to be made up beside it. */
class Facts {
  readonly madeUp: string[] = [];

  constructor(readonly reads: readonly Read[]) {}

  /** All values of a tag, as filters name them. */
  named(tag: string): string[] {
    return [...new Set(this.reads.flatMap(({ tags }) => tags.get(tag) ?? []))];
  }

  first(tag: string): string | null {
    return this.named(tag)[0] ?? null;
  }

  namedOr(tag: string, fallback: string): string[] {
    const names = this.named(tag);
    return names.length > 0 ? names : [this.makeUp(tag, fallback)];
  }

  makeUp(what: string, name: string): string {
    this.madeUp.push(`${what} (${name})`);
    return name;
  }

  /** Whether a metric is read, of everything or of one value of a tag. */
  read(metrics: readonly string[], tag: string, value: string): Read | undefined {
    return this.reads.find(({ metric, tags }) => {
      const values = tags.get(tag);
      return metrics.includes(metric) && (values === undefined || values.includes(value));
    });
  }
}

function features(facts: Facts): Record<string, FeatureDeclaration> {
  const declared = facts.namedOr("feature", "feature").map((name): [string, FeatureDeclaration] => {
    const reads = (...metrics: string[]): Read | undefined => facts.read(metrics, "feature", name);
    const score = reads("llm.retrieval.top_score");
    const retrieves =
      score ?? reads("llm.retrievals", "llm.retrieval.misses", "llm.retrieval.hit_count");
    return [
      name,
      {
        userFacing: reads("llm.latency_ms") !== undefined,
        streaming: reads("llm.first_token_latency_ms") !== undefined,
        ...(retrieves ? { retrieval: score ? { topScoreFloor: score.threshold } : {} } : {}),
      },
    ];
  });
  return Object.fromEntries(declared);
}

function prompts(facts: Facts): Record<string, PromptDeclaration> {
  const declared = facts
    .namedOr("prompt_name", "prompt")
    .map((name): [string, PromptDeclaration] => {
      const json = facts.read(["llm.json_checks", "llm.json_invalid"], "prompt_name", name);
      const release = releaseOf(facts, name);
      return [name, { structuredOutput: json !== undefined, ...(release ? { release } : {}) }];
    });
  return Object.fromEntries(declared);
}

/** A monitor that compares two versions subtracts the candidate, so that its baseline comes first. */
function releaseOf({ reads }: Facts, prompt: string): PromptDeclaration["release"] {
  const versions = new Map<string, Set<string>>();
  for (const { monitor, tags } of reads) {
    if (!tags.get("prompt_name")?.includes(prompt)) continue;
    const own = versions.get(monitor) ?? new Set<string>();
    for (const version of tags.get("prompt_version") ?? []) own.add(version);
    versions.set(monitor, own);
  }
  const compared = [...versions.values()].find(({ size }) => size === 2);
  const [baseline, candidate] = compared ?? [];
  return baseline !== undefined && candidate !== undefined ? { baseline, candidate } : undefined;
}

function models(facts: Facts): Record<string, string[]> {
  const [provider = ""] = facts.namedOr("provider", "provider");
  return { [provider]: facts.namedOr("model", "model") };
}

const TOOL_METRICS = ["llm.tool_calls", "llm.tool_failures", "llm.tool_latency_ms"];

function tools(facts: Facts): string[] {
  const isRead = facts.reads.some(({ metric }) => TOOL_METRICS.includes(metric));
  return isRead ? facts.namedOr("tool", "tool") : [];
}

function evals(facts: Facts): Record<string, EvalDimension> {
  const isRead = (of: string): boolean =>
    facts.reads.some(({ metric }) => metric === `llm.eval.${of}`);
  const dimensions = (["correctness", "safety"] as const).filter(isRead);
  const others = isRead("score") ? facts.namedOr("eval_name", "score") : [];
  return Object.fromEntries([
    ...dimensions.map((dimension) => [dimension, dimension] as const),
    ...others.map((name) => [name, "score"] as const),
  ]);
}

function one({ tags }: Read, tag: string): string | undefined {
  return tags.get(tag)?.[0];
}
