// The AWS client under test announces the end of its Node 20 support in every run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const { LOADED_ONCE } = require("./__tests__/support/load-once.js");

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/__tests__/support/node-environment.js",
  // The built package has the name of the checkout.
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  // Some tests start compilers, browsers and services, beside a busy neighbour.
  testTimeout: 120_000,
  // Tests of your own may stand beside main.ts.
  testMatch: ["<rootDir>/__tests__/**/*.test.ts", "<rootDir>/*.test.ts"],
  transform: {
    [`/node_modules/(${LOADED_ONCE.join("|")}).*\\.js$`]:
      "<rootDir>/__tests__/support/load-once.js",
    "\\.[cm]?tsx?$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${LOADED_ONCE.join("|")}))`],
  globalSetup: "<rootDir>/__tests__/support/temporary-folder.js",
  globalTeardown: "<rootDir>/__tests__/support/temporary-folder-end.js",
  testSequencer: "<rootDir>/__tests__/support/sequencer.js",
  // Extra processes cost more than they give on a small machine; files run in two.
  maxWorkers: 2,
  // A worker that is done still frees its heap, of hundreds of megabytes: on a busy machine that takes longer
  // than the half second after which Jest ends it, and warns of leaks that there are none of.
  workerGracefulExitTimeout: 10_000,
};
