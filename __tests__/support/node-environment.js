const asyncHooks = require("node:async_hooks");
const { tmpdir } = require("node:os");
const path = require("node:path");
const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

const { AsyncLocalStorage } = asyncHooks;

/** From Node 22 on it has a getter, and cannot be assigned. */
function setStorage(value) {
  Object.defineProperty(asyncHooks, "AsyncLocalStorage", { value, configurable: true });
}

/**
 * Jest's environment for Node. An app of CDKTF's that names no folder goes to a temporary one, rather than
 * into the checkout; and two things are mended that cost many times the time of the tests.
 *
 * - Its context has no interceptors: with them, each look-up of a global, such as `Math` in a loop, costs
 *   many times what it costs outside of Jest.
 * - What a file keeps in `AsyncLocalStorage` ends with the file: up to Node 22, each promise of the
 *   process is marked once for every storage that was ever used, in whichever file.
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
    this.global.process.env.CDKTF_OUTDIR = path.join(tmpdir(), `cdktf.out-${process.pid}`);
    this.global.loadOnce = require;
    this.storages = [];
    const { storages } = this;
    setStorage(
      class extends AsyncLocalStorage {
        constructor(...options) {
          super(...options);
          storages.push(this);
        }
      },
    );
  }

  async teardown() {
    setStorage(AsyncLocalStorage);
    for (const storage of this.storages) storage.disable();
    await super.teardown();
  }
};
