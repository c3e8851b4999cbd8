import { defineCheck } from "../check";
import { known, type Known } from "../known";
import { Findings, type Finding } from "../finding";

/** What the other checks need. */
const NEEDED = ["monitors_read", "metrics_read", "timeseries_query", "apm_retention_filter_read"];

interface ApplicationKey {
  readonly attributes: { readonly last4?: string; readonly scopes?: readonly string[] | null };
}

/** Which scopes the application key has. Only a key that may list keys can say so of itself. */
export const scopes = defineCheck({
  id: "scopes",
  what: "Has the application key the scopes that the doctor needs?",
  asks: ["GET /api/v2/current_user/application_keys"],
  permissions: ["user_app_keys"],
  faults: {
    "scope-missing": {
      result: "warn",
      what: "The application key is limited to scopes that do not suffice.",
      cure: "Add <scopes> to the key's scopes (Organization Settings > Application Keys).",
    },
  },
  async run({ facts, site, appKeyEnd }): Promise<Finding[]> {
    const answer = await facts.ask("/api/v2/current_user/application_keys?page%5Bsize%5D=100");
    type Body = Readonly<{ data: readonly ApplicationKey[] }>;
    return scopeFindings(site, appKeyEnd, known<Body>(answer, "user_app_keys"));
  },
});

function scopeFindings(
  site: string,
  appKeyEnd: string,
  listed: Known<{ readonly data: readonly ApplicationKey[] }>,
): Finding[] {
  const findings = new Findings(scopes, site);
  const own = listed.known
    ? listed.value.data.filter(({ attributes }) => attributes.last4 === appKeyEnd)
    : [];
  const [key] = own;
  // Not a fault, and no gap either: a permission that lacks shows where it is needed.
  if (key === undefined || own.length > 1) {
    return [findings.ok("Not readable with this key; each check below says what it lacks.")];
  }
  const has = key.attributes.scopes;
  if (has === null || has === undefined || has.length === 0) {
    return [findings.ok("The application key is not limited to scopes.")];
  }
  const missing = NEEDED.filter((scope) => !has.includes(scope)).join(", ");
  if (missing === "") return [findings.ok("The application key has every scope needed.")];
  const found = `The application key lacks ${missing}.`;
  return [findings.fault("scope-missing", found, { scopes: missing })];
}
