import type * as genaiPrices from "@pydantic/genai-prices";

/**
 * Loads the price catalogue, which `import()` could only do asynchronously. The name stands here in
 * full, and inside of `try`, so that a bundler packs the catalogue where it is installed and does
 * without where it is not.
 */
export function requireCatalogue(): typeof genaiPrices | null {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("@pydantic/genai-prices") as typeof genaiPrices;
  } catch {
    return null;
  }
}

/** Whether the catalogue is in `node_modules`, without loading it. */
export function isCatalogueResolvable(): boolean {
  try {
    require.resolve("@pydantic/genai-prices");
    return true;
  } catch {
    return false;
  }
}
