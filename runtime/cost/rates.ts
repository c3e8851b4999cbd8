import type { ResponseFacts } from "../providers/reading/provider";

/** A price that changes for the whole call once its input is longer than a tier's start. */
export interface TieredRate {
  readonly base: number;
  /** In ascending order of `start`. */
  readonly tiers: readonly { readonly start: number; readonly price: number }[];
}
/** US dollars per million tokens. */
export type Rate = number | TieredRate;

/** What the kinds of tokens cost; a kind without a rate costs what the kind it belongs to costs. */
export interface Rates {
  readonly input: Rate | undefined;
  readonly cacheRead: Rate | undefined;
  readonly cacheWrite: Rate | undefined;
  readonly cacheWriteHour: Rate | undefined;
  readonly output: Rate | undefined;
  readonly reasoning: Rate | undefined;
}

/** Facts of a call that can be priced. */
export type PricedFacts = ResponseFacts &
  Required<Pick<ResponseFacts, "inputTokens" | "outputTokens">>;

/**
 * Cost in US dollars; `undefined` where the counts contradict each other, such as more cached tokens
 * than input.
 */
export function costByRates(rates: Rates, facts: PricedFacts): number | undefined {
  const total = facts.inputTokens;
  const read = rates.cacheRead === undefined ? 0 : (facts.cachedTokens ?? 0);
  const written = rates.cacheWrite === undefined ? 0 : (facts.cacheWriteTokens ?? 0);
  const hour = rates.cacheWriteHour === undefined ? 0 : (facts.cacheWriteHourTokens ?? 0);
  const reasoning = rates.reasoning === undefined ? 0 : (facts.reasoningTokens ?? 0);
  const fresh = total - read - written;
  const said = facts.outputTokens - reasoning;
  if (fresh < 0 || said < 0 || hour > written) return undefined;
  const millionths =
    fresh * at(rates.input, total) +
    read * at(rates.cacheRead, total) +
    (written - hour) * at(rates.cacheWrite, total) +
    hour * at(rates.cacheWriteHour, total) +
    said * at(rates.output, total) +
    reasoning * at(rates.reasoning, total);
  return millionths / 1e6;
}

function at(rate: Rate | undefined, inputTokens: number): number {
  if (rate === undefined || typeof rate === "number") return rate ?? 0;
  let price = rate.base;
  for (const tier of rate.tiers) if (inputTokens > tier.start) price = tier.price;
  return price;
}
