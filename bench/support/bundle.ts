import path from "node:path";
import { build } from "esbuild";

const CACHE = path.join(__dirname, "../../node_modules/.cache/bench");

/**
 * Bundles a script as the package ships. What runs TypeScript directly names every function anew whenever
 * it is created, which costs more than some of what the benches measure.
 *
 * @returns Path of the JavaScript.
 */
export async function bundleScript(script: string): Promise<string> {
  const outfile = path.join(CACHE, `${path.basename(script, ".ts")}.js`);
  await build({
    entryPoints: [script],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}
