import { normalizeTagValue, type LlmServiceInEnv } from "../../telemetry";
import { Sketch, type Point } from "../metrics";
import { modelsOf } from "../scenarios/scenario";
import {
  VALUES,
  type MeasuredCalls,
  type MeasuredRequests,
  type RequestKind,
} from "../scenarios/measured-requests";

/** The values that calls have, by metric. */
const VALUES_OF = {
  "llm.latency_ms": "latencyMs",
  "llm.first_token_latency_ms": "firstTokenMs",
  "llm.input_tokens": "inputTokens",
  "llm.output_tokens": "outputTokens",
} as const satisfies Record<string, keyof MeasuredCalls>;
const COST = "llm.estimated_cost_usd";
/** With fewer, the calls of a feature to a model are taken to be like all others. */
const MIN_CALLS = 100;

type ValueMetric = keyof typeof VALUES_OF;

/** Tags by their key. */
export type Tags = ReadonlyMap<string, string>;

/** Counts what one service sends, while a recording is read. */
export class RequestCensus {
  requests = 0;
  /** Of them, those whose feature, prompt or model is not declared. */
  undeclaredRequests = 0;
  /** Those names, such as `feature search`. */
  readonly undeclared = new Set<string>();
  /** Seconds since the epoch, of the first and the last request. */
  first = Infinity;
  last = -Infinity;
  /** Requests by hour of the day, UTC. */
  readonly byHour = new Float64Array(24);
  private readonly names: DeclaredNames;
  private readonly kinds = new Map<string, number>();
  private readonly cells = new Map<string, Cell>();
  private readonly tools = new Map<string, number>();
  private readonly evals = new Map<string, number>();

  constructor(service: LlmServiceInEnv) {
    this.names = new DeclaredNames(service);
  }

  add({ name, values, sampleRate, timestamp }: Required<Point>, tags: Tags): void {
    const weight = 1 / sampleRate;
    const total = (): number => values.reduce((sum, value) => sum + value, 0) * weight;
    if (name === "llm.requests") this.addRequests(total(), timestamp, tags);
    else if (name === "llm.tool_calls") count(this.tools, tags.get("tool") ?? "", total());
    else if (name === "llm.eval.runs") count(this.evals, tags.get("eval_name") ?? "", total());
    else if (name === COST || name in VALUES_OF) this.addValues(name, values, weight, tags);
  }

  private addRequests(requests: number, timestamp: number, tags: Tags): void {
    this.requests += requests;
    this.first = Math.min(this.first, timestamp);
    this.last = Math.max(this.last, timestamp);
    const hour = Math.floor((timestamp % 86_400) / 3_600);
    this.byHour[hour] = (this.byHour[hour] ?? 0) + requests;
    const { kinds, undeclared } = this.names.of(tags);
    for (const name of undeclared) this.undeclared.add(name);
    if (undeclared.length > 0) this.undeclaredRequests += requests;
    for (const kind of kinds) count(this.kinds, kind, requests / kinds.length);
  }

  private addValues(name: string, values: readonly number[], weight: number, tags: Tags): void {
    for (const key of ["", this.names.of(tags).cell]) {
      if (key === undefined) continue;
      const cell = this.cells.get(key) ?? new Cell();
      this.cells.set(key, cell);
      for (const value of values) cell.add(name, value, weight);
    }
  }

  measured(): MeasuredRequests {
    const declared = [...this.kinds.values()].reduce((sum, requests) => sum + requests, 0);
    const kinds = [...this.kinds].map(([key, requests]) => ({
      ...(JSON.parse(key) as RequestKind),
      share: requests / declared,
    }));
    const all = (this.cells.get("") ?? new Cell()).calls();
    const cells = [...this.cells].filter(([key]) => key !== "");
    const evaluated = Math.max(0, ...this.evals.values()) / this.requests;
    return {
      kinds,
      all,
      calls: cells.map(([key, cell]) => ({
        ...(JSON.parse(key) as Omit<RequestKind, "prompt">),
        ...all,
        ...cell.calls(MIN_CALLS),
      })),
      toolUse: this.toolUse(),
      ...(evaluated > 0 ? { evaluated: Math.min(1, evaluated) } : {}),
    };
  }

  private toolUse(): Record<string, number> {
    if (this.tools.size === 0) return {};
    return Object.fromEntries(
      this.names.tools.map(([stored, tool]) => [
        tool,
        // In the lab, a request calls a tool once, or not.
        Math.min(1, (this.tools.get(stored) ?? 0) / this.requests),
      ]),
    );
  }
}

/** What calls of one feature to one model are like, or all. */
class Cell {
  private readonly sketches = new Map<ValueMetric, Sketch>();
  private readonly sums = new Map<string, number>();

  add(name: string, value: number, weight: number): void {
    count(this.sums, name, value * weight);
    if (name === COST) return;
    const metric = name as ValueMetric;
    const sketch = this.sketches.get(metric) ?? new Sketch();
    this.sketches.set(metric, sketch);
    sketch.add(value, weight);
  }

  calls(atLeast = 1): MeasuredCalls {
    const enough = [...this.sketches].filter(([, sketch]) => sketch.count >= atLeast);
    const values = enough.map(([metric, sketch]) => [VALUES_OF[metric], valuesOf(sketch)]);
    const tokens = this.sum("llm.input_tokens") + this.sum("llm.output_tokens");
    const isPriced = enough.length > 0 && tokens > 0 && this.sums.has(COST);
    return {
      ...(Object.fromEntries(values) as MeasuredCalls),
      ...(isPriced ? { pricePerThousand: (1_000 * this.sum(COST)) / tokens } : {}),
    };
  }

  private sum(name: string): number {
    return this.sums.get(name) ?? 0;
  }
}

function valuesOf(sketch: Sketch): number[] {
  return Array.from({ length: VALUES }, (_, index) => sketch.quantile((index + 0.5) / VALUES));
}

/** What tags say of a request. */
interface NamedRequests {
  /** Kinds that it may be of, as keys: where a tag is absent, of all that are declared. */
  readonly kinds: readonly string[];
  /** Feature and model, as a key, where both are known. */
  readonly cell: string | undefined;
  readonly undeclared: readonly string[];
}

/** Declared names by how tags carry them. */
class DeclaredNames {
  readonly tools: readonly (readonly [stored: string, tool: string])[];
  /** Points of one series have the same tags. */
  private readonly known = new WeakMap<Tags, NamedRequests>();

  constructor(private readonly service: LlmServiceInEnv) {
    this.tools = (service.tools ?? []).map((tool) => [normalizeTagValue("tool", tool), tool]);
  }

  of(tags: Tags): NamedRequests {
    let found = this.known.get(tags);
    if (!found) this.known.set(tags, (found = this.look(tags)));
    return found;
  }

  private look(tags: Tags): NamedRequests {
    const { service } = this;
    const fits = (tag: string, name: string): boolean =>
      (tags.get(tag) ?? normalizeTagValue(tag, name)) === normalizeTagValue(tag, name);
    const features = Object.keys(service.features).filter((name) => fits("feature", name));
    const prompts = Object.keys(service.prompts).filter((name) => fits("prompt_name", name));
    const models = modelsOf(service).filter(
      ({ provider, model }) => fits("provider", provider) && fits("model", model),
    );
    const found = { feature: features, prompt_name: prompts, model: models };
    const kinds = features.flatMap((feature) =>
      prompts.flatMap((prompt) => models.map((model) => ({ feature, prompt, ...model }))),
    );
    const [feature] = features;
    const [model] = models;
    const isOne = features.length === 1 && models.length === 1;
    return {
      kinds: kinds.map((kind) => JSON.stringify(kind)),
      cell: isOne ? JSON.stringify({ feature, ...model }) : undefined,
      undeclared: Object.entries(found)
        .filter(([, names]) => names.length === 0)
        .map(([tag]) => `${tag} ${tags.get(tag) ?? ""}`),
    };
  }
}

function count(into: Map<string, number>, key: string, by: number): void {
  into.set(key, (into.get(key) ?? 0) + by);
}
