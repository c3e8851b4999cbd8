import { existsSync } from "node:fs";
import { App } from "cdktf";
import { UsageError } from "../usage-error";

/**
 * Loads a CDKTF app, which synthesizes when it is loaded.
 *
 * @throws UsageError where there is none, or where it does not export its app as `app`.
 */
export function loadApp(module: string): App {
  if (!existsSync(module)) {
    throw new UsageError(`There is no app at ${module}. Name it with --app <file>.`);
  }
  // The app is the user's own module, known at run time only.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const loaded = require(module) as { readonly app?: unknown };
  if (!App.isApp(loaded.app)) {
    throw new UsageError(
      `${module} does not export its CDKTF app: write "export const app = new App();".`,
    );
  }
  return loaded.app;
}
