import { MetricStore } from "../../../lab";

/** Monday, 1 June 2026, midnight UTC. */
export const START = 1_780_272_000;
export const HOUR = 3_600;
export const BASELINE = "2026-06-01.2";
export const CANDIDATE = "2026-06-01.3";
export const MODELS = ["claude-sonnet-4", "gpt-4.1"] as const;

/** What one version does in an hour, with one model. */
export interface Serving {
  readonly requests: number;
  readonly invalid?: number;
  readonly slow?: number;
  readonly score?: number;
}

export interface StoreProps {
  readonly hours?: number;
  readonly serve: (version: string, model: string, hour: number) => Serving | undefined;
}

/** A store with the metrics of a service that serves two versions of a prompt. */
export function releaseStore({ hours = 24, serve }: StoreProps): MetricStore {
  const store = new MetricStore();
  for (let hour = 0; hour < hours; hour += 1) {
    for (const version of [BASELINE, CANDIDATE]) {
      for (const model of MODELS) {
        const serving = serve(version, model, hour);
        if (serving === undefined) continue;
        const tags = tagsFor(version, model);
        fill(store, tags, START + hour * HOUR, serving, hour);
      }
    }
  }
  return store;
}

export const tagsFor = (version: string, model: string): string[] => [
  "env:production",
  "service:support-agent",
  "prompt_name:support_triage",
  "feature:support_agent",
  `prompt_version:${version}`,
  `model:${model}`,
];

function fill(
  store: MetricStore,
  tags: string[],
  time: number,
  { requests, invalid = 0, slow = 0, score = 0.9 }: Serving,
  hour: number,
): void {
  const count = (name: string, value: number): void =>
    store.add("count", name, tags, value, time + 600);
  const spread = (name: string, value: number, weight: number): void =>
    store.add("distribution", name, tags, value, time + 600, weight);
  // Hours differ a little, as hours do.
  const wave = 1 + 0.01 * Math.sin(hour);
  count("llm.requests", requests);
  count("llm.json_checks", requests);
  count("llm.json_invalid", invalid);
  spread("llm.latency_ms", 1_500, requests - slow);
  if (slow > 0) spread("llm.latency_ms", 20_000, slow);
  spread("llm.eval.correctness", score * wave, Math.ceil(requests / 10));
  spread("llm.estimated_cost_usd", 0.01 * wave, requests);
}

/** The guide's example: 1.1 % against 6.8 %, on one model only. */
export const guidesExample: StoreProps["serve"] = (version, model, hour) => ({
  requests: 100,
  invalid:
    version === CANDIDATE && model === MODELS[0]
      ? hour % 5 === 0
        ? 6
        : 7
      : hour % 10 === 0
        ? 2
        : 1,
});
