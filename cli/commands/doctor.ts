import path from "node:path";
import { DEFAULT_SITE, type DatadogSite } from "../../telemetry";
import { parse } from "../arguments";
import type { DatadogApiProps } from "../datadog/datadog-api";
import { ReadOnlyDatadog } from "../datadog/read-only";
import { apiUrl, fromEnvironment, siteOf } from "../datadog/target";
import { doctorApp, type DoctorApp } from "../doctor/app/doctor-app";
import { CHECKS } from "../doctor/checks";
import { examine, exitCodeFor } from "../doctor/examine";
import { Facts } from "../doctor/facts";
import type { Finding } from "../doctor/finding";
import { doctorReport } from "../doctor/report";
import { loadApp } from "../load-app";
import { hasColours, LiveLines, reportWidth } from "../terminal";
import { UsageError } from "../usage-error";

export interface DoctorOptions {
  readonly app: DoctorApp;
  readonly site: DatadogSite;
  readonly api: DatadogApiProps & { readonly appKey: string };
  /** Print one JSON object instead of the report. */
  readonly json: boolean;
}

export async function doctorCommand(args: readonly string[]): Promise<void> {
  const values = parse("doctor", args, {
    app: { type: "string", default: "main.ts" },
    stack: { type: "string", multiple: true, default: [] },
    site: { type: "string" },
    "api-url": { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { apiKey, appKey } = requireKeys();
  const named = values.site ?? fromEnvironment("DD_SITE");
  const asked = named === undefined ? undefined : siteOf(named);
  const app = doctorApp(await loadApp(path.resolve(values.app)), values.stack);
  const site = asked ?? app.stacks.find((stack) => stack.site)?.site ?? DEFAULT_SITE;
  const api = { url: apiUrl(site, values["api-url"]), apiKey, appKey };
  await doctor({ app, site, api, json: values.json });
}

/** Keys come from the environment only: a command line is seen by everyone on the machine. */
function requireKeys(): { readonly apiKey: string; readonly appKey: string } {
  const [apiKey, appKey] = [fromEnvironment("DD_API_KEY"), fromEnvironment("DD_APP_KEY")];
  if (apiKey !== undefined && appKey !== undefined) return { apiKey, appKey };
  throw new UsageError(
    "doctor asks Datadog: set DD_API_KEY and DD_APP_KEY in the environment (the application key needs " +
      "the scopes monitors_read, metrics_read, timeseries_query and apm_retention_filter_read).",
  );
}

/** Compares an app's stacks with Datadog, and prints what is wrong with its cure. */
export async function doctor({ app, site, api, json }: DoctorOptions): Promise<void> {
  const facts = new Facts(new ReadOnlyDatadog(api), Math.floor(Date.now() / 1_000));
  const live = new LiveLines();
  const examined = { app, facts, site, appKeyEnd: api.appKey.slice(-4) };
  const findings = await examine(examined, (check, done) =>
    live.show([`${done + 1} of ${CHECKS.length}: ${check} …`]),
  );
  live.clear();
  const code = exitCodeFor(findings);
  console.log(
    json
      ? doctorJson(site, findings)
      : doctorReport(findings, { width: reportWidth(), colours: hasColours() }),
  );
  process.exitCode = code;
}

function doctorJson(site: DatadogSite, findings: readonly Finding[]): string {
  return JSON.stringify({ site, ok: exitCodeFor(findings) === 0, findings });
}
