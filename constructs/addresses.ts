import { DATADOG_SITES, DEFAULT_SITE, type DatadogSite } from "../telemetry";

/** Runbook pages of this project. */
export const DEFAULT_RUNBOOKS =
  "https://github.com/datadog-llm/datadog-llm/blob/main/docs/runbooks/{signal}.md";

/** The address that links lead to. */
export function linksUrl({
  site = DEFAULT_SITE,
  datadogUrl = DATADOG_SITES[site].app,
}: {
  readonly site?: DatadogSite;
  readonly datadogUrl?: string;
}): string {
  return datadogUrl;
}
