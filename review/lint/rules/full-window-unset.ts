import type { Rule } from "../rule";

export const fullWindowUnset: Rule = {
  id: "full-window-unset",
  what: "A metric monitor that does not say whether it needs a full window.",
  why: "Terraform's provider takes true, the API false: with true, a metric that is sent seldom is never evaluated (https://docs.datadoghq.com/monitors/configuration/#require-full-window).",
  cure: "Set require_full_window: false where points may be missing, true where they never are.",
  check: ({ query, resource: { attributes } }) =>
    query && attributes["require_full_window"] === undefined
      ? ["require_full_window is not set, and Terraform's provider takes true"]
      : [],
};
