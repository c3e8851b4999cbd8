import { existsSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { summarizeApp, type AppSummary } from "../app-summary";
import { UsageError } from "../usage-error";
import { synthReport } from "../synth-report";

export interface SynthOptions {
  /** Module of the CDKTF app; it exports the app as `app` and synthesizes when it is loaded. */
  readonly app: string;
  /** Print one JSON object instead of the report. */
  readonly json: boolean;
}

/** Synthesizes the app and prints what its stacks hold. */
export function synth({ app: module, json }: SynthOptions): void {
  const app = loadApp(path.resolve(module));
  const summary = summarizeApp(app);
  if (json) {
    console.log(JSON.stringify(synthJson(summary)));
    return;
  }
  const colour = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  console.log(synthReport(summary, path.relative(process.cwd(), app.outdir), colour));
}

/** The summary for scripts. The monitor's name tells a signal's alerts apart. */
function synthJson({ services }: AppSummary): object {
  return {
    services: services.map((service) => ({
      ...service,
      alerts: service.alerts.map(({ key: _key, ...alert }) => alert),
    })),
  };
}

function loadApp(module: string): App {
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
