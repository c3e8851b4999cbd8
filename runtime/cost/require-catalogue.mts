import { createRequire } from "node:module";
import type * as genaiPrices from "@pydantic/genai-prices";

/**
 * The same for ES modules. A bundle may stand far from `node_modules`, or, as CommonJS, have no
 * `import.meta.url`; the catalogue is then looked for from the working directory.
 *
 * @throws where it is not installed
 */
export function requireCatalogue(): typeof genaiPrices {
  const here = (import.meta as Partial<ImportMeta>).url;
  const fromCwd = `${process.cwd()}/index.js`;
  try {
    return load(here ?? fromCwd);
  } catch {
    return load(fromCwd);
  }
}

function load(from: string): typeof genaiPrices {
  return createRequire(from)("@pydantic/genai-prices") as typeof genaiPrices;
}
