/** Datadog's sites. @see https://docs.datadoghq.com/getting_started/site/ */
export const DATADOG_SITE_NAMES = [
  "datadoghq.com",
  "us3.datadoghq.com",
  "us5.datadoghq.com",
  "datadoghq.eu",
  "ap1.datadoghq.com",
  "ap2.datadoghq.com",
  "uk1.datadoghq.com",
  "ddog-gov.com",
  "us2.ddog-gov.com",
] as const;

export type DatadogSite = (typeof DATADOG_SITE_NAMES)[number];

export function isDatadogSite(given: unknown): given is DatadogSite {
  return (DATADOG_SITE_NAMES as readonly unknown[]).includes(given);
}

export function apiUrlOf(site: DatadogSite): string {
  return `https://api.${site}`;
}
