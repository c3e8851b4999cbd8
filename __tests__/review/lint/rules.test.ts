import { lint, RULES } from "../../../review/lint";
import { EXAMPLES, HEALTHY, type Example } from "../../../review/lint/examples";
import { exampleJson } from "../example-json";
import { stackOf } from "../stack";

function found({ monitor, dashboard, runs }: Example): string[] {
  const dashboards = dashboard && {
    datadog_dashboard_json: { health: { dashboard: JSON.stringify(dashboard) } },
  };
  const stack = stackOf({ example: { ...HEALTHY, ...monitor }, guard: HEALTHY }, dashboards);
  return lint(stack, { runs: new Map([["app", runs ?? []]]) }).map(({ rule }) => rule);
}

describe("each rule", () => {
  test.each(RULES.map(({ id }) => id))(
    "%s finds its failing example, and not the passing one",
    (id) => {
      const { failing, passing } = EXAMPLES[id]!;
      expect(found(failing)).toContain(id);
      expect(found(passing)).not.toContain(id);
    },
  );

  test("finds nothing in a healthy monitor, and has words for its page", () => {
    expect(found({})).toEqual([]);
    expect(Object.keys(EXAMPLES).sort()).toEqual(RULES.map(({ id }) => id).sort());
    for (const { what, why, cure } of RULES) {
      for (const words of [what, why, cure]) expect(words).toMatch(/^.{20,}\.$/);
    }
  });

  test("leaves Datadog's own form of an anomaly monitor alone", () => {
    const query = "avg(last_4h):anomalies(sum:llm.errors{*}.as_count(), 'agile', 2) >= 1";
    expect(found({ monitor: { query } })).not.toContain("avg-of-counts");
  });

  test("finds nothing in what the constructs make", () => {
    expect(lint(exampleJson())).toEqual([]);
  });
});
