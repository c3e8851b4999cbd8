const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { createTransformer } = require("@swc/jest");

const ROOT = path.join(__dirname, "../../..");
const swc = createTransformer({ jsc: { target: "es2022", parser: { syntax: "typescript" } } });

/** Takes a file that changes are prepared in from the folder of these, and every other as it is. */
function prepared(source, file) {
  const copy = path.join(process.env.MUTATION_FOLDER, path.relative(ROOT, file));
  return existsSync(copy) ? readFileSync(copy, "utf8") : source;
}

module.exports = {
  canInstrument: false,
  getCacheKey: (source, file, options) => swc.getCacheKey(prepared(source, file), file, options),
  process: (source, file, options) => swc.process(prepared(source, file), file, options),
};
