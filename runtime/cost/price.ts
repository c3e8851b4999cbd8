import type { CostUnknownReason } from "../../telemetry";
import type { ResponseFacts } from "../providers/reading/provider";

/** One model call, as far as its price depends on it. */
export interface PricedCall {
  /** Provider as the application names it, such as `openai`, `azure`, `bedrock`. */
  readonly provider: string;
  /** Model as requested: a name, a dated id, a Bedrock id or an Azure deployment. */
  readonly model: string;
  /** What its answer says: tokens, cached ones, the model that answered. */
  readonly facts: ResponseFacts;
  /** When the call was made. @default now */
  readonly at?: Date;
}

/** Knows what calls cost. */
export interface PriceSource {
  /** Cost in US dollars; `undefined` where it is not known. Never throws. */
  cost(call: PricedCall): number | undefined;
  /** Why a call that it was asked for has no cost. @default - "price": its model has none */
  whyUnknown?(call: PricedCall): CostUnknownReason;
  /**
   * What is wrong with how it was set up, one line each; asked once, when the telemetry is created.
   *
   * @param models those that the service declares
   * @default - nothing is said of it
   */
  problems?(models: readonly Pick<PricedCall, "provider" | "model">[]): readonly string[];
}

/** Prices of one model in US dollars per million tokens. */
export interface TokenPrices {
  /** Tokens sent. */
  readonly input: number;
  /** Tokens generated. */
  readonly output: number;
  /** Tokens read from a cache. @default the input price */
  readonly cachedInput?: number;
  /** Tokens written to a cache. @default the input price */
  readonly cacheWrite?: number;
  /** Tokens written to a cache for an hour. @default - a call that has some has no cost */
  readonly cacheWriteHour?: number;
  /** Tokens of audio sent. @default - a call that has some has no cost */
  readonly inputAudio?: number;
  /** Tokens of audio generated. @default - a call that has some has no cost */
  readonly outputAudio?: number;
  /** US dollars per thousand hosted web searches. @default - a call that has some has no cost */
  readonly webSearches?: number;
}

/** Own prices, by provider and then by model (or Azure deployment). */
export type PriceTable = Readonly<Record<string, Readonly<Record<string, TokenPrices>>>>;

/** Where prices come from. */
export interface PriceSourceOptions {
  /** Negotiated prices and Azure deployments; they win over the catalogue. @default none */
  readonly overrides?: PriceTable;
  /**
   * Where other prices come from. `genai-prices` is the optional package `@pydantic/genai-prices`:
   * loaded at the first call that needs it; where it is absent, the other prices are unknown.
   *
   * @default "genai-prices"
   */
  readonly catalogue?: "genai-prices" | false;
}
