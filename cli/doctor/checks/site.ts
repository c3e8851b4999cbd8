import type { DoctorStack } from "../app/doctor-app";
import { defineCheck } from "../check";
import { Findings, type Finding } from "../finding";

/** Whether the stacks are deployed to the site that is asked. */
export const site = defineCheck({
  id: "site",
  what: "Are the stacks deployed to the site that is asked?",
  asks: [],
  permissions: [],
  faults: {
    "other-site": {
      result: "fail",
      what: "A stack is deployed to another site than the one asked.",
      cure: "npx datadog-llm doctor --site <site> --stack <stack>",
    },
  },
  run: ({ app, site: asked }) => Promise.resolve(siteFindings(asked, app.stacks)),
});

function siteFindings(asked: string, stacks: readonly DoctorStack[]): Finding[] {
  return stacks.map(({ id, site: own }) => {
    const findings = new Findings(site, id);
    if (own === undefined) return findings.ok("The stack names no site of its own.");
    if (own === asked) return findings.ok(`Deployed to ${asked}.`);
    const found = `Deployed to ${own}, and ${asked} was asked.`;
    return findings.fault("other-site", found, { site: own, stack: id });
  });
}
