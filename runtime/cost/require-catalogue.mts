import type * as genaiPrices from "@pydantic/genai-prices";

const NAME = "@pydantic/genai-prices";

/**
 * The same for ES modules. A bundle may stand far from `node_modules` or, as CommonJS, have no
 * `import.meta.url`; the catalogue is then looked for from the working directory.
 */
export function requireCatalogue(): typeof genaiPrices | null {
  return fromHereOrCwd((require) => require(NAME) as typeof genaiPrices) ?? null;
}

/** Whether the catalogue is in `node_modules`, without loading it. */
export function isCatalogueResolvable(): boolean {
  return fromHereOrCwd((require) => require.resolve(NAME)) !== undefined;
}

function fromHereOrCwd<T>(use: (require: NodeJS.Require) => T): T | undefined {
  // Not imported: webpack takes an imported `createRequire` apart, and leaves nothing to call.
  const { createRequire } = process.getBuiltinModule("node:module");
  const here = (import.meta as Partial<ImportMeta>).url;
  for (const from of [here, `${process.cwd()}/index.js`]) {
    try {
      if (from) return use(createRequire(from));
    } catch {
      // Not from here.
    }
  }
  return undefined;
}
