import type { PlayedRun } from "./rule";

/** What a rule finds, and what it leaves alone. */
export interface RuleExample {
  readonly failing: Example;
  readonly passing: Example;
}

/** A monitor, and what stands around it. */
export interface Example {
  /** The attributes that are not as in `HEALTHY`. */
  readonly monitor?: Readonly<Record<string, unknown>>;
  /** Body of a dashboard of its stack. */
  readonly dashboard?: object;
  /** What the lab's incidents made of the monitor. */
  readonly runs?: readonly PlayedRun[];
  /** What stands around it, in words. */
  readonly said?: string;
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
    failing: { monitor: { type: "composite", query: "${datadog_monitor.gone.id}" } },
    passing: { monitor: { type: "composite", query: "${datadog_monitor.guard.id}" } },
  },
  "secret-in-message": {
    failing: { monitor: { message: `${WORDS} Key AKIAIOSFODNN7EXAMPLE @slack-support` } },
    passing: { monitor: { message: `${WORDS} The key is in the vault. @slack-support` } },
  },
  "notifies-by-accident": {
    failing: { monitor: { message: `${WORDS} for the owner: @all` } },
    passing: { monitor: { message: `${WORDS} @jane@example.com @team-search` } },
  },
  "nobody-hears": {
    failing: { monitor: { message: WORDS } },
    passing: { monitor: { message: `${WORDS} @slack-support` } },
  },
  "percentiles-off": {
    failing: { monitor: { query: "avg(last_15m):p95:llm.input_tokens{*} > 8000" } },
    passing: { monitor: { query: "avg(last_15m):p95:llm.latency_ms{*} > 8000" } },
  },
  "tag-not-sent": {
    failing: { monitor: { query: COUNT.replace("{model}", "{tool}") } },
    passing: { monitor: { query: COUNT.replace("{model}", "{error_type}") } },
  },
  "prompt-version-in-version": {
    failing: { monitor: { query: COUNT.replace("env:prod", "version:2026-06-01.3") } },
    passing: { monitor: { query: COUNT.replace("env:prod", "prompt_version:2026-06-01.3") } },
  },
  "avg-of-counts": {
    failing: { monitor: { query: COUNT.replace("sum(last", "avg(last") } },
    passing: { monitor: { query: "avg(last_10m):sum:llm.errors{*}.as_rate() > 7" } },
  },
  "rate-without-guard": {
    failing: { monitor: { query: RATE } },
    passing: { monitor: { query: RATE, tags: ["alert_role:part"] } },
  },
  "full-window-unset": {
    failing: { monitor: { require_full_window: undefined } },
    passing: { monitor: { require_full_window: true } },
  },
  "no-owner": {
    failing: { monitor: { tags: [] } },
    passing: { monitor: { tags: ["team:search"] } },
  },
  "no-next-step": {
    failing: { monitor: { message: "{{value}} @slack-support" } },
    passing: { monitor: { message: "Answers do not parse since the release. @slack-support" } },
  },
  "no-runbook": {
    failing: { monitor: { message: "The answers of {{model.name}} do not parse. @slack-support" } },
    passing: {
      monitor: {
        message: "Answers do not parse.\n1. Roll back the prompt.\n2. Read a trace. @slack-support",
      },
    },
  },
  "runbook-not-there": {
    failing: { monitor: { message: `${WORDS} [Runbook](TODO) @slack-support` } },
    passing: {
      monitor: { message: `${WORDS} [Runbook](https://wiki.acme.io/json) @slack-support` },
    },
  },
  "threshold-not-drawn": {
    failing: latencyOn({}, "a dashboard with a timeseries of the same query"),
    passing: latencyOn({ markers: [{ value: "y = 8000" }] }, "the same, with a marker at 8000"),
  },
  "pages-for-nothing": {
    failing: { runs: [playedAs("silence", 40)], said: "healthy-day: pages at minute 40" },
    passing: { runs: [playedAs("silence", null)], said: "healthy-day: stays silent" },
  },
  "never-pages": {
    failing: { runs: [playedAs("fire", null)], said: "all incidents: stays silent" },
    passing: { runs: [playedAs("fire", 4)], said: "one incident: pages at minute 4" },
  },
};

function latencyOn(widget: object, said: string): Example {
  const query = "avg:llm.latency_ms{$env} by {model}";
  const requests = [{ queries: [{ name: "a", query }], formulas: [{ formula: "a" }] }];
  const definition = { type: "timeseries", title: "Latency", requests, ...widget };
  return {
    monitor: { query: "avg(last_15m):avg:llm.latency_ms{*} by {model} > 8000" },
    dashboard: { title: "Health", widgets: [{ definition }] },
    said,
  };
}

/** A run in which the monitor called `example` is meant to fire or not, and does so or not. */
function playedAs(expected: "fire" | "silence", firedAtMinute: number | null): PlayedRun {
  const alert = {
    ...{ signal: "json", key: "", monitor: "example", group: {}, expected, firedAtMinute },
    ...{ recoveredAtMinute: null, times: 0, warnedAtMinute: null, noDataAtMinute: null },
    ...{ firesBy: null, value: null, problems: [], ok: true, dependsOnUndocumented: [] },
  };
  return {
    scenario: { id: "healthy-day", title: "Nothing happens but rhythm and noise" },
    isUneventful: expected === "silence",
    run: { alerts: [alert], unsupported: [] },
  };
}
