import type { Construct } from "constructs";
import { DEFAULT_SITE, siteOfHost, type DatadogSite } from "../telemetry";
import { claim } from "./once-per-app";
import { warn } from "./warn";

/**
 * Warns where the environment names another site than the links lead to.
 *
 * @param linksUrl where they lead
 */
export function warnOfOtherLinks(scope: Construct, linksUrl: string): void {
  const { variable, site } = namedSite();
  const linked = siteOfHost(linksUrl);
  if (site === undefined || linked === undefined || site === linked) return;
  warnOnce(
    scope,
    `${variable} names ${site}, but the links in alerts lead to ${linked}. ${remedy(site)}`,
  );
}

/** Warns where the provider of a stack without a site would not go where the environment says. */
export function warnOfOtherProvider(stack: Construct): void {
  const { variable, value, site } = namedSite();
  if (variable === "DD_SITE") {
    if (site === undefined || site === DEFAULT_SITE) return;
    const whereTo = `the Datadog provider does not read it and deploys to ${DEFAULT_SITE}`;
    warnOnce(stack, `DD_SITE names ${site}, but ${whereTo}. ${remedy(site)}`);
  } else if (variable !== undefined && !/^https?:\/\//i.test(value)) {
    const refusal = `${variable} has no https:// in front, and the Datadog provider refuses it`;
    warnOnce(stack, `${refusal} ("invalid API URL"). ${remedy(site)}`);
  }
}

/** The variables that name a site; the provider reads the first two. */
const VARIABLES = ["DD_HOST", "DATADOG_HOST", "DD_SITE"] as const;

function namedSite(): {
  readonly variable: (typeof VARIABLES)[number] | undefined;
  readonly value: string;
  readonly site: DatadogSite | undefined;
} {
  const variable = VARIABLES.find((name) => (process.env[name] ?? "") !== "");
  const value = (variable && process.env[variable]) ?? "";
  return { variable, value, site: siteOfHost(value) };
}

function remedy(site: DatadogSite | undefined): string {
  return site === undefined
    ? "Write the whole address, or give the stack its `site`."
    : `Add to the props: site: "${site}"`;
}

/** Once per app: a hundred stacks have the same environment. No value of it is repeated. */
function warnOnce(scope: Construct, message: string): void {
  const holder = claim(scope, `warning ${message}`, scope.node.path);
  if (holder === undefined) warn(scope, message);
}
