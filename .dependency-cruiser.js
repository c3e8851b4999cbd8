/**
 * Files that import each other in a circle cannot be read, moved or loaded alone; imports of types count, too.
 * Which folder may import which is held by eslint.config.mjs, so that editors show it.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
module.exports = {
  forbidden: [{ name: "no-circle", severity: "error", from: {}, to: { circular: true } }],
  options: {
    exclude: { path: "node_modules|^dist|^cdktf.out" },
    tsPreCompilationDeps: true,
  },
};
