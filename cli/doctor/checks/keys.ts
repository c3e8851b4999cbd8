import type { Answer } from "../../datadog/datadog-api";
import { defineCheck } from "../check";
import { Findings, type Finding } from "../finding";

/** Whether Datadog accepts the keys. Nothing else is asked unless it does. */
export const keys = defineCheck({
  id: "keys",
  what: "Does Datadog accept both keys, on this site?",
  asks: ["GET /api/v1/validate", "GET /api/v2/validate_keys"],
  permissions: [],
  faults: {
    "api-key-refused": {
      result: "fail",
      what: "The API key is not valid on this site.",
      cure: "Set DD_API_KEY to a key of <site>, or name the key's own site: --site <other> or DD_SITE.",
    },
    "app-key-refused": {
      result: "fail",
      what: "The API key is valid, the application key is not.",
      cure: "Set DD_APP_KEY to an application key of the same organisation (Organization Settings > Application Keys).",
    },
  },
  async run({ facts, site }): Promise<Finding[]> {
    const api = await facts.ask("/api/v1/validate");
    if (api.kind !== "ok") return keyFindings(site, api);
    return keyFindings(site, api, await facts.ask("/api/v2/validate_keys"));
  },
});

/** @param both what Datadog says of both keys; not asked where it refuses the first */
function keyFindings(site: string, api: Answer, both?: Answer): Finding[] {
  const findings = new Findings(keys, site);
  const values = { site, other: "<site>" };
  if (api.kind === "forbidden") {
    return [findings.fault("api-key-refused", `${site} does not know the API key.`, values)];
  }
  const failed = [api, both].find((answer) => answer?.kind === "unanswered");
  if (failed?.kind === "unanswered") return [findings.unknown({ known: false, why: failed.why })];
  if (both?.kind === "forbidden") {
    return [findings.fault("app-key-refused", `${site} does not accept the application key.`)];
  }
  return [findings.ok("Both keys are valid.")];
}
