import type { ResponseFacts } from "../providers/reading/provider";

/** A price that changes for the whole call once its input is longer than a tier's start. */
export interface TieredRate {
  readonly base: number;
  /** In ascending order of `start`. */
  readonly tiers: readonly { readonly start: number; readonly price: number }[];
}
/** US dollars per million tokens. */
export type Rate = number | TieredRate;

/** What the kinds of tokens cost. A kind of text without a rate costs what it is a part of. */
export interface Rates {
  readonly input?: Rate | undefined;
  readonly cacheRead?: Rate | undefined;
  readonly cacheWrite?: Rate | undefined;
  readonly cacheWriteHour?: Rate | undefined;
  readonly output?: Rate | undefined;
  readonly reasoning?: Rate | undefined;
  readonly inputAudio?: Rate | undefined;
  readonly outputAudio?: Rate | undefined;
  readonly inputImage?: Rate | undefined;
  readonly outputImage?: Rate | undefined;
  /** US dollars per thousand. */
  readonly webSearches?: Rate | undefined;
  /** US dollars per thousand. */
  readonly fileSearches?: Rate | undefined;
}

/** Facts of a call that can be priced. */
export type PricedFacts = ResponseFacts &
  Required<Pick<ResponseFacts, "inputTokens" | "outputTokens">>;

/** Kinds that cost something of their own, and the rate without which their price is not known. */
const OWN_RATES = [
  ["cacheWriteHourTokens", "cacheWriteHour"],
  ["inputAudioTokens", "inputAudio"],
  ["outputAudioTokens", "outputAudio"],
  ["inputImageTokens", "inputImage"],
  ["outputImageTokens", "outputImage"],
  ["webSearches", "webSearches"],
  ["fileSearches", "fileSearches"],
] as const satisfies readonly (readonly [keyof ResponseFacts, keyof Rates])[];

/** Whether a call has something that the rates do not price, so that any sum would be too low. */
export function hasUnpricedUnits(rates: Rates, facts: ResponseFacts): boolean {
  if ((facts.otherUnits ?? 0) > 0) return true;
  return OWN_RATES.some(([fact, rate]) => (facts[fact] ?? 0) > 0 && rates[rate] === undefined);
}

/**
 * Cost in US dollars; `undefined` where the counts contradict each other, such as more cached tokens
 * than input, or where a part of it has no price.
 */
export function costByRates(rates: Rates, facts: PricedFacts): number | undefined {
  if (hasUnpricedUnits(rates, facts)) return undefined;
  const total = facts.inputTokens;
  const read = rates.cacheRead === undefined ? 0 : (facts.cachedTokens ?? 0);
  const hour = facts.cacheWriteHourTokens ?? 0;
  const written = rates.cacheWrite === undefined ? hour : (facts.cacheWriteTokens ?? 0);
  const reasoning = rates.reasoning === undefined ? 0 : (facts.reasoningTokens ?? 0);
  const heard = facts.inputAudioTokens ?? 0;
  const seen = facts.inputImageTokens ?? 0;
  const spoken = facts.outputAudioTokens ?? 0;
  const drawn = facts.outputImageTokens ?? 0;
  const fresh = total - read - written - heard - seen;
  const said = facts.outputTokens - reasoning - spoken - drawn;
  // Which of the cached tokens were audio or images is not said.
  if (read > 0 && heard + seen > 0) return undefined;
  if (fresh < 0 || said < 0 || hour > written) return undefined;
  const millionths =
    fresh * at(rates.input, total) +
    read * at(rates.cacheRead, total) +
    (written - hour) * at(rates.cacheWrite, total) +
    hour * at(rates.cacheWriteHour, total) +
    heard * at(rates.inputAudio, total) +
    seen * at(rates.inputImage, total) +
    said * at(rates.output, total) +
    reasoning * at(rates.reasoning, total) +
    spoken * at(rates.outputAudio, total) +
    drawn * at(rates.outputImage, total);
  const thousandths =
    (facts.webSearches ?? 0) * at(rates.webSearches, total) +
    (facts.fileSearches ?? 0) * at(rates.fileSearches, total);
  return millionths / 1e6 + thousandths / 1e3;
}

function at(rate: Rate | undefined, inputTokens: number): number {
  if (rate === undefined || typeof rate === "number") return rate ?? 0;
  let price = rate.base;
  for (const tier of rate.tiers) if (inputTokens > tier.start) price = tier.price;
  return price;
}
