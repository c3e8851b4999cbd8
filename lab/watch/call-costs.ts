import type { MetricName } from "../../telemetry";
import type { MetricPoint } from "../agent";
import type { CallTotals, ModelTotals } from "./model";

const MAX_MODELS = 50;

type Totals = { -readonly [Name in keyof CallTotals]: number };

/** What each metric adds to. */
const SUMMED: Readonly<Partial<Record<MetricName, keyof CallTotals>>> = {
  "llm.requests": "requests",
  "llm.errors": "errors",
  "llm.input_tokens": "inputTokens",
  "llm.output_tokens": "outputTokens",
  "llm.estimated_cost_usd": "dollars",
  "llm.cost_unknown": "costUnknown",
};

/** Calls, tokens and dollars since the start, in all and by model. */
export class CallCosts {
  readonly totals: Totals = noTotals();
  private readonly byModel = new Map<string, Totals & { provider: string; model: string }>();

  add({ name, values, tags, sampleRate }: MetricPoint): void {
    const field = Object.hasOwn(SUMMED, name) ? SUMMED[name as MetricName] : undefined;
    if (field === undefined) return;
    const sum = values.reduce((total, value) => total + value, 0) / sampleRate;
    this.totals[field] += sum;
    const provider = tagValue(tags, "provider");
    const model = tagValue(tags, "model");
    const key = `${provider}/${model}`;
    let own = this.byModel.get(key);
    if (!own) {
      if (this.byModel.size >= MAX_MODELS) return;
      this.byModel.set(key, (own = { provider, model, ...noTotals() }));
    }
    own[field] += sum;
  }

  /** The dearest first. */
  models(): ModelTotals[] {
    return [...this.byModel.values()].sort(
      (a, b) => b.dollars - a.dollars || b.requests - a.requests,
    );
  }
}

function noTotals(): Totals {
  return { requests: 0, errors: 0, inputTokens: 0, outputTokens: 0, dollars: 0, costUnknown: 0 };
}

function tagValue(tags: readonly string[], key: string): string {
  return tags.find((tag) => tag.startsWith(`${key}:`))?.slice(key.length + 1) ?? "";
}
