import { existsSync } from "node:fs";
import path from "node:path";
import type { App } from "cdktf";
import { isApp, isSynthesized, stacksOf } from "./construct-tree";
import { loadModule } from "./load-module";
import { UsageError } from "./usage-error";

/**
 * Loads a CDKTF app, and synthesizes it unless it does so when it is loaded.
 *
 * @param file absolute path of a module, in TypeScript or JavaScript, that exports the app under any
 * name
 * @throws UsageError where there is no such module, or where it does not export exactly one app
 */
export async function loadApp(file: string): Promise<App> {
  const shown = path.relative(process.cwd(), file);
  if (!existsSync(file)) {
    throw new UsageError(`There is no app at ${file}. Name it with --app <file>.`);
  }
  const apps = exportedApps(await loadModule(file));
  const [app] = apps.keys();
  if (app === undefined) {
    throw new UsageError(`${shown} exports no CDKTF app: write "export const app = new App();".`);
  }
  if (apps.size > 1) {
    const names = [...apps.values()].join(", ");
    throw new UsageError(
      `${shown} exports ${apps.size} CDKTF apps (${names}): export one of them only, ` +
        "or name a module that does with --app <file>.",
    );
  }
  if (stacksOf(app).length === 0) {
    throw new UsageError(`The app of ${shown} has no stack: add new LlmServiceStack(app, …).`);
  }
  if (!isSynthesized(app)) app.synth();
  return app;
}

/** The apps among a module's exports, with the name of each. */
function exportedApps(loaded: unknown): Map<App, string> {
  // What a CommonJS module exports is the default of the ES module that Node makes of it.
  const { default: fallback } = Object(loaded) as { readonly default?: unknown };
  const exported = [
    ...Object.entries(Object(loaded) as object),
    ...Object.entries(Object(fallback) as object),
    ["module.exports", loaded] as const,
  ];
  const apps = new Map<App, string>();
  for (const [name, value] of exported) {
    if (isApp(value) && !apps.has(value)) apps.set(value, name);
  }
  return apps;
}
