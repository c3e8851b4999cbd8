const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** Every synthesized stack of CDKTF's `Testing` stays in a folder of its own; all go when the tests end. */
module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), "datadog-llm-tests-"));
  process.env.TMPDIR = folder;
  globalThis.removeTemporaryFolder = () => rmSync(folder, { recursive: true, force: true });
};
