import { check, checkObject, isRecord, Problems, type Checks } from "../../telemetry";
import type { PriceSourceOptions, TokenPrices } from "./price";

/** Prices as they were given, as far as they are prices. */
export interface ReadPrices {
  /** By provider and model; `null` for a price that is wrong, so that no other is taken for it. */
  readonly overrides: Readonly<Record<string, Readonly<Record<string, TokenPrices | null>>>>;
  readonly catalogue: "genai-prices" | false;
  /** What is wrong, one line each. */
  readonly problems: readonly string[];
}

const PRICE = check.value(
  (given) => Number.isFinite(given) && Number(given) >= 0,
  "US dollars per million tokens, a number from 0",
);

const PRICES: Checks<TokenPrices> = {
  input: PRICE,
  output: PRICE,
  cachedInput: check.optional(PRICE),
  cacheWrite: check.optional(PRICE),
  cacheWriteHour: check.optional(PRICE),
  inputAudio: check.optional(PRICE),
  outputAudio: check.optional(PRICE),
  webSearches: check.optional(PRICE),
};

/** Reads prices; a wrong one is reported and never part of a cost. */
export function readPrices(options: PriceSourceOptions): ReadPrices {
  const problems = new Problems();
  let overrides: ReadPrices["overrides"] = {};
  const given: PriceSourceOptions = isRecord(options) ? options : {};
  problems.require(given === options, "options", options, "an object");
  checkObject<PriceSourceOptions>(problems, "", given, {
    overrides: check.optional((_, path, given) => {
      overrides = readTable(problems, path, given);
    }),
    catalogue: check.optional(
      check.value(
        (given) => given === false || given === "genai-prices",
        '"genai-prices" or false',
      ),
    ),
  });
  return {
    overrides,
    catalogue: given.catalogue === false ? false : "genai-prices",
    problems: problems.lines.map((line) => `createPriceSource: ${line}`),
  };
}

function readTable(problems: Problems, path: string, given: unknown): ReadPrices["overrides"] {
  const table: Record<string, Record<string, TokenPrices | null>> = {};
  for (const [provider, models] of entriesOf(problems, path, given, "provider")) {
    const prices: Record<string, TokenPrices | null> = {};
    for (const [model, price] of entriesOf(problems, `${path}.${provider}`, models, "model")) {
      const before = problems.count;
      checkObject(problems, `${path}.${provider}.${model}`, price, PRICES, "{ input, output }");
      prices[model] = problems.count === before ? (price as TokenPrices) : null;
    }
    table[provider] = prices;
  }
  return table;
}

function entriesOf(
  problems: Problems,
  path: string,
  given: unknown,
  what: string,
): [string, unknown][] {
  const allowed = `an object with a ${what}'s name for each key`;
  return problems.require(isRecord(given), path, given, allowed)
    ? Object.entries(given as object)
    : [];
}
