import { lint, RULES } from "../../../review/lint";
import { exampleJson } from "../example-json";
import { monitor, stackOf } from "../stack";

const COUNT = "sum(last_10m):sum:llm.errors{env:prod} by {model}.as_count() > 7";
const healthy = monitor({ query: COUNT, monitor_thresholds: { critical: "7" } });

function found(changed: object, others: object = {}): string[] {
  return lint(stackOf({ json: { ...healthy, ...changed }, ...others })).map(({ rule }) => rule);
}

describe("each rule", () => {
  test.each<[string, object, object]>([
    [
      "lost-member",
      { type: "composite", query: "${datadog_monitor.gone.id}" },
      { type: "composite", query: "${datadog_monitor.guard.id}" },
    ],
    [
      "secret-in-message",
      { message: "Ask ops. Key AKIAIOSFODNN7EXAMPLE @slack-support https://wiki.example" },
      {},
    ],
    [
      "notifies-by-accident",
      { message: `${String(healthy["message"])} for the owner: @all` },
      { message: `${String(healthy["message"])} @jane@example.com @team-search` },
    ],
    ["nobody-hears", { message: "Answers do not parse: https://wiki.example/json" }, {}],
    [
      "percentiles-off",
      { query: "avg(last_15m):p95:llm.input_tokens{*} > 8000" },
      { query: "avg(last_15m):p95:llm.latency_ms{*} > 8000" },
    ],
    [
      "tag-not-sent",
      { query: COUNT.replace("{model}", "{tool}") },
      { query: COUNT.replace("{model}", "{error_type}") },
    ],
    [
      "prompt-version-in-version",
      { query: COUNT.replace("env:prod", "version:2026-06-01.3") },
      { query: COUNT.replace("env:prod", "prompt_version:2026-06-01.3") },
    ],
    [
      "avg-of-counts",
      { query: COUNT.replace("sum(last", "avg(last") },
      { query: "avg(last_10m):sum:llm.errors{*}.as_rate() > 7" },
    ],
    [
      "rate-without-guard",
      { query: monitor()["query"] },
      { query: monitor()["query"], tags: ["alert_role:part"] },
    ],
    ["full-window-unset", { require_full_window: undefined }, { require_full_window: true }],
    ["no-owner", { tags: [] }, { tags: ["team:search"] }],
    [
      "no-next-step",
      { message: "{{value}} @slack-support" },
      { message: "Answers do not parse since the release. @slack-support" },
    ],
  ])("%s", (rule, failing, passing) => {
    const guard = { guard: healthy };
    expect(found(failing, guard)).toContain(rule);
    expect(found(passing, guard)).not.toContain(rule);
  });

  test("has a failing and a passing example above, and words for its page", () => {
    expect(RULES.map(({ id }) => id).sort()).toEqual([
      "avg-of-counts",
      "full-window-unset",
      "lost-member",
      "no-next-step",
      "no-owner",
      "nobody-hears",
      "notifies-by-accident",
      "percentiles-off",
      "prompt-version-in-version",
      "rate-without-guard",
      "secret-in-message",
      "tag-not-sent",
    ]);
    for (const { what, why, cure } of RULES) {
      for (const words of [what, why, cure]) expect(words).toMatch(/^.{20,}\.$/);
    }
  });

  test("leaves Datadog's own form of an anomaly monitor alone", () => {
    const query = "avg(last_4h):anomalies(sum:llm.errors{*}.as_count(), 'agile', 2) >= 1";
    expect(found({ query })).not.toContain("avg-of-counts");
  });

  test("finds nothing in what the constructs make", () => {
    expect(lint(exampleJson())).toEqual([]);
  });
});
