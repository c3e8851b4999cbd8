import { closest } from "./did-you-mean";
import type { Problems } from "./problems";

/** Where a Datadog site is reached. */
export interface SiteUrls {
  /** Name of the site's region, as Datadog's documentation calls it. */
  readonly region: string;
  /** What the provider and other clients talk to. */
  readonly api: string;
  /** What people open; some sites have `app.` in front, others have not. */
  readonly app: string;
}

/** Datadog's sites. @see https://docs.datadoghq.com/getting_started/site/ */
export const DATADOG_SITES = {
  "datadoghq.com": {
    region: "US1",
    api: "https://api.datadoghq.com",
    app: "https://app.datadoghq.com",
  },
  "us3.datadoghq.com": {
    region: "US3",
    api: "https://api.us3.datadoghq.com",
    app: "https://us3.datadoghq.com",
  },
  "us5.datadoghq.com": {
    region: "US5",
    api: "https://api.us5.datadoghq.com",
    app: "https://us5.datadoghq.com",
  },
  "datadoghq.eu": {
    region: "EU1",
    api: "https://api.datadoghq.eu",
    app: "https://app.datadoghq.eu",
  },
  "ap1.datadoghq.com": {
    region: "AP1",
    api: "https://api.ap1.datadoghq.com",
    app: "https://ap1.datadoghq.com",
  },
  "ap2.datadoghq.com": {
    region: "AP2",
    api: "https://api.ap2.datadoghq.com",
    app: "https://ap2.datadoghq.com",
  },
  "uk1.datadoghq.com": {
    region: "UK1",
    api: "https://api.uk1.datadoghq.com",
    app: "https://uk1.datadoghq.com",
  },
  "ddog-gov.com": {
    region: "US1-FED",
    api: "https://api.ddog-gov.com",
    app: "https://app.ddog-gov.com",
  },
  "us2.ddog-gov.com": {
    region: "US2-FED",
    api: "https://api.us2.ddog-gov.com",
    app: "https://us2.ddog-gov.com",
  },
} as const satisfies Record<string, SiteUrls>;

/** A Datadog site, as `DD_SITE` names it. */
export type DatadogSite = keyof typeof DATADOG_SITES;

export const DATADOG_SITE_NAMES = Object.keys(DATADOG_SITES) as readonly DatadogSite[];

/** The site of whoever names none. */
export const DEFAULT_SITE = "datadoghq.com" satisfies DatadogSite;

/** True for a site of Datadog's list. */
export function isDatadogSite(given: unknown): given is DatadogSite {
  return typeof given === "string" && Object.hasOwn(DATADOG_SITES, given);
}

/**
 * The site that a host or URL belongs to; nothing where it is none of Datadog's, such as a proxy.
 *
 * @example siteOfHost("https://api.us5.datadoghq.com/") // "us5.datadoghq.com"
 */
export function siteOfHost(hostOrUrl: string): DatadogSite | undefined {
  const host = hostOrUrl
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[:/?#].*$/, "");
  // The longest first, because us5.datadoghq.com ends like a host of datadoghq.com.
  return [...DATADOG_SITE_NAMES]
    .sort((a, b) => b.length - a.length)
    .find((site) => host === site || host.endsWith(`.${site}`));
}

/** Reports what is no site of Datadog's list. */
export function checkSite(problems: Problems, path: string, given: unknown): void {
  if (given === undefined || isDatadogSite(given)) return;
  const meant = typeof given === "string" ? siteMeant(given) : undefined;
  const hint = meant === undefined ? "" : `; did you mean ${JSON.stringify(meant)}?`;
  problems.add(path, given, `${DATADOG_SITE_NAMES.join(", ")}${hint}`);
}

/** People write the region, an address of the site, or a slip of the pen. */
function siteMeant(given: string): DatadogSite | undefined {
  const region = given.toUpperCase();
  return (
    DATADOG_SITE_NAMES.find((site) => DATADOG_SITES[site].region === region) ??
    DATADOG_SITE_NAMES.find((site) => DATADOG_SITES[site].region === `${region}1`) ??
    siteOfHost(given) ??
    closest(given, DATADOG_SITE_NAMES)
  );
}
