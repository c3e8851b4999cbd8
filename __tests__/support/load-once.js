/**
 * Large packages that keep nothing from one test to another. Jest would load them anew for each file, which
 * takes seconds; so each process loads them once, outside of the files' own modules.
 */
const LOADED_ONCE = ["@datadog/datadog-api-client/", "playwright-core/", "typescript/lib/"];

module.exports = {
  LOADED_ONCE,
  process: (_source, file) => ({
    code: `module.exports = globalThis.loadOnce(${JSON.stringify(file)});`,
  }),
};
