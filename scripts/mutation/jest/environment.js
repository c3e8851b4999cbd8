const NodeEnvironment = require("../../../__tests__/support/node-environment.js");

/** Says which change is made in a file of tests, and afterwards which changes its tests came by. */
module.exports = class MutationEnvironment extends NodeEnvironment {
  async setup() {
    await super.setup();
    this.global.__stryker__ = { ...globalThis.mutation };
  }

  async teardown() {
    globalThis.mutation.reached = this.global.__stryker__.mutantCoverage?.static ?? {};
    await super.teardown();
  }
};
