import type { Rule } from "../rule";

/** Prefixes of Datadog's integrations, teams and on-call; an address of electronic mail holds an @. */
const KNOWN =
  /^(?:slack|pagerduty|opsgenie|teams|webhook|hangouts|googlechat|victorops|servicenow|jira|sns|zendesk|case|workflow|oncall|team|incident|datadog|eventbridge|statuspage|ms|microsoft|moogsoft|xmatters|bigpanda|squadcast|zenduty|rootly|firehydrant|splunk|hook)\b|@/i;

export const notifiesByAccident: Rule = {
  id: "notifies-by-accident",
  what: "An @word in a message that is no address and no integration's handle.",
  why: "Datadog notifies whoever has that handle, or everybody for @all; most such words are meant as text (https://docs.datadoghq.com/monitors/notify/#notifications).",
  cure: "Write the word without its @, or use the handle that the integration shows.",
  check: ({ receivers }) =>
    receivers
      .filter((handle) => !KNOWN.test(handle))
      .map((handle) => `@${handle} notifies somebody, though it looks like text`),
};
