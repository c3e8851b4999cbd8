import type * as genaiPrices from "@pydantic/genai-prices";

/**
 * Loads the price catalogue, which `import()` could only do asynchronously. The name stands here in
 * full, so that a bundler packs the catalogue where it is installed.
 *
 * @throws where it is not installed
 */
export function requireCatalogue(): typeof genaiPrices {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("@pydantic/genai-prices") as typeof genaiPrices;
}
