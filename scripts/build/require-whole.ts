import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const REQUIRED = /\b(?:require|import)\("(\.{1,2}\/[^"]+)"\)|\bfrom "(\.{1,2}\/[^"]+)"/g;

/**
 * Bundling takes modules out of the package, which whoever still loads them would only notice when it runs.
 *
 * @throws Error with each file of the package that loads one that is not in it
 */
export function requireWhole(dist: string): void {
  const scripts = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter(isScript);
  const missing = scripts.flatMap((file) => {
    const text = readFileSync(path.join(dist, file), "utf8");
    return [...text.matchAll(REQUIRED)].flatMap(([, required, imported]) => {
      const name = required ?? imported ?? "";
      return isThere(path.resolve(dist, path.dirname(file), name)) ? [] : [`${file}: ${name}`];
    });
  });
  if (missing.length > 0) throw new Error(`Not in the package:\n${missing.join("\n")}`);
}

function isScript(file: string): boolean {
  // The pages are bundles for a browser.
  return /\.m?js$/.test(file) && !/\breport.(?:page|watch)\.js$/.test(file);
}

function isThere(module: string): boolean {
  return [module, `${module}.js`, path.join(module, "index.js")].some(
    (file) => existsSync(file) && /\.(?:m?js|json)$/.test(file),
  );
}
