import path from "node:path";
import { DEFAULT_SITE, nameInEnv } from "../../telemetry";
import { parse } from "../arguments";
import { DatadogApi } from "../datadog/datadog-api";
import { apiUrl, fromEnvironment, siteOf } from "../datadog/target";
import { loadApp } from "../load-app";
import { EVENTS_PATH, markEvent, markTitle } from "../release/mark-event";
import { markOf } from "../release/mark-of";
import { usage } from "../usage";
import { UsageError } from "../usage-error";

/** Marks on Datadog's graphs how far a release is. */
export async function releaseCommand([what, ...args]: readonly string[]): Promise<void> {
  if (what !== "mark") {
    throw new UsageError(`There is release mark, and nothing else.\n\n${usage("release")}`);
  }
  const {
    app,
    site,
    "api-url": other,
    "dry-run": dryRun,
    ...named
  } = parse("release", args, {
    prompt: { type: "string" },
    version: { type: "string" },
    phase: { type: "string" },
    stack: { type: "string" },
    app: { type: "string", default: "main.ts" },
    site: { type: "string", default: fromEnvironment("DD_SITE") ?? DEFAULT_SITE },
    "api-url": { type: "string" },
    "dry-run": { type: "boolean", default: false },
  });
  const mark = markOf(await loadApp(path.resolve(app)), named);
  const url = apiUrl(siteOf(site), other);
  const event = markEvent(mark, Math.floor(Date.now() / 1_000));
  if (dryRun) {
    console.log(`POST ${url}${EVENTS_PATH}\n${JSON.stringify(event, null, 2)}`);
    return;
  }
  const apiKey = fromEnvironment("DD_API_KEY");
  if (apiKey === undefined) {
    throw new UsageError("release mark sends an event to Datadog: set DD_API_KEY, or --dry-run.");
  }
  await new DatadogApi({ url, apiKey }).post(EVENTS_PATH, event);
  console.log(
    `Marked: ${markTitle(mark)}. The graphs of "${nameInEnv(mark)}: Prompt versions" show it.`,
  );
}
