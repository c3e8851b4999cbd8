const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

/**
 * Jest's environment for Node, in a context without interceptors: with them, each look-up of a global,
 * such as `Math` in a loop, costs many times what it costs outside of Jest.
 *
 * @see https://nodejs.org/api/vm.html#when-to-use-vmconstantsdont_contextify
 */
module.exports = class NodeEnvironment extends TestEnvironment {
  constructor(...args) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...args);
    } finally {
      vm.createContext = createContext;
    }
  }
};
