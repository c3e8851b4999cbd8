import path from "node:path";
import { parse } from "../arguments";
import { summarizeApp, type AppSummary } from "../app-summary";
import { loadApp } from "../load-app";
import { synthReport } from "../synth-report";

export interface SynthOptions {
  /** Module that exports the CDKTF app. */
  readonly app: string;
  /** Print one JSON object instead of the report. */
  readonly json: boolean;
}

export async function synthCommand(args: readonly string[]): Promise<void> {
  const { app, json } = parse("synth", args, {
    app: { type: "string", default: "main.ts" },
    json: { type: "boolean", default: false },
  });
  await synth({ app, json });
}

/** Synthesizes the app and prints what its stacks hold. */
export async function synth({ app: module, json }: SynthOptions): Promise<void> {
  const app = await loadApp(path.resolve(module));
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
