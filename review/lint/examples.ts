/** What a rule finds, and what it leaves alone: the attributes of a monitor that are not as in `HEALTHY`. */
export interface RuleExample {
  readonly failing: Readonly<Record<string, unknown>>;
  readonly passing: Readonly<Record<string, unknown>>;
}

const COUNT = "sum(last_10m):sum:llm.errors{env:prod} by {model}.as_count() > 7";
const RATE =
  "sum(last_10m):100 * sum:llm.json_invalid{env:prod} by {model}.as_count() / sum:llm.json_checks{env:prod} by {model}.as_count() > 2";
const WORDS = "Answers do not parse: roll the prompt back. https://wiki.example/json";

/** A monitor in which no rule finds anything. */
export const HEALTHY: Readonly<Record<string, unknown>> = {
  name: "Errors",
  type: "query alert",
  query: COUNT,
  message: `${WORDS} @slack-support`,
  monitor_thresholds: { critical: "7" },
  require_full_window: false,
  tags: ["team:support"],
};

/** By the rule's id. In its stack there is a monitor called `guard`. */
export const EXAMPLES: Readonly<Record<string, RuleExample>> = {
  "lost-member": {
    failing: { type: "composite", query: "${datadog_monitor.gone.id}" },
    passing: { type: "composite", query: "${datadog_monitor.guard.id}" },
  },
  "secret-in-message": {
    failing: { message: `${WORDS} Key AKIAIOSFODNN7EXAMPLE @slack-support` },
    passing: { message: `${WORDS} The key is in the vault. @slack-support` },
  },
  "notifies-by-accident": {
    failing: { message: `${WORDS} for the owner: @all` },
    passing: { message: `${WORDS} @jane@example.com @team-search` },
  },
  "nobody-hears": {
    failing: { message: WORDS },
    passing: { message: `${WORDS} @slack-support` },
  },
  "percentiles-off": {
    failing: { query: "avg(last_15m):p95:llm.input_tokens{*} > 8000" },
    passing: { query: "avg(last_15m):p95:llm.latency_ms{*} > 8000" },
  },
  "tag-not-sent": {
    failing: { query: COUNT.replace("{model}", "{tool}") },
    passing: { query: COUNT.replace("{model}", "{error_type}") },
  },
  "prompt-version-in-version": {
    failing: { query: COUNT.replace("env:prod", "version:2026-06-01.3") },
    passing: { query: COUNT.replace("env:prod", "prompt_version:2026-06-01.3") },
  },
  "avg-of-counts": {
    failing: { query: COUNT.replace("sum(last", "avg(last") },
    passing: { query: "avg(last_10m):sum:llm.errors{*}.as_rate() > 7" },
  },
  "rate-without-guard": {
    failing: { query: RATE },
    passing: { query: RATE, tags: ["alert_role:part"] },
  },
  "full-window-unset": {
    failing: { require_full_window: undefined },
    passing: { require_full_window: true },
  },
  "no-owner": { failing: { tags: [] }, passing: { tags: ["team:search"] } },
  "no-next-step": {
    failing: { message: "{{value}} @slack-support" },
    passing: { message: "Answers do not parse since the release. @slack-support" },
  },
};
