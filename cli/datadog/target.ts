import {
  DATADOG_SITE_NAMES,
  DATADOG_SITES,
  isDatadogSite,
  type DatadogSite,
} from "../../telemetry";
import { UsageError } from "../usage-error";

/** CI systems set a secret that they do not have to nothing. */
export function fromEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}

/** @throws UsageError for what is no site of Datadog's */
export function siteOf(site: string): DatadogSite {
  if (isDatadogSite(site)) return site;
  throw new UsageError(
    `--site: ${JSON.stringify(site)} given; allowed: ${DATADOG_SITE_NAMES.join(", ")}`,
  );
}

/** @throws UsageError for an address to which keys must not go in the clear */
function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url?.protocol === "https:" || (isLocal && url.protocol === "http:")) return url.origin;
  throw new UsageError(
    `--api-url: ${JSON.stringify(text)} given; allowed: an https:// address, or http:// of this machine`,
  );
}

/** Where the API of a site is, unless another address was named. */
export function apiUrl(site: DatadogSite, other: string | undefined): string {
  return other === undefined ? DATADOG_SITES[site].api : checkedUrl(other);
}
