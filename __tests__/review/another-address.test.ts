import { review, type Change } from "../../review";
import { monitor, stackOf } from "./stack";

const REF = "${datadog_monitor.json.id}";

describe("a resource at another address", () => {
  test("is made anew, and the line that keeps it is given", () => {
    const composite = { ...monitor({ name: "Both", tags: [] }), type: "composite", query: REF };
    const kept = monitor({ lifecycle: { create_before_destroy: true } });
    const base = stackOf({ json: kept, both: composite });
    const head = stackOf({
      renamed: kept,
      both: { ...composite, query: REF.replace("json", "renamed") },
    });
    const [change, ...rest] = review(base, head) as [Change, ...Change[]];
    expect(rest).toEqual([]);
    expect(change).toMatchObject({
      risk: "re-created",
      subject: "invalid_json on support-agent",
      hint: '"moved": [{ "from": "datadog_monitor.json", "to": "datadog_monitor.renamed" }]',
    });
  });

  const others = (from: string, to: string): Record<string, unknown> => ({
    moved: [{ from: `datadog_monitor.${from}`, to: `datadog_monitor.${to}` }],
  });
  const withBlock = (monitors: Record<string, unknown>, top: Record<string, unknown>) => [
    {
      stack: "app",
      content: Buffer.from(JSON.stringify({ resource: { datadog_monitor: monitors }, ...top })),
    },
  ];

  test("is the same where a moved block says so, and its changes are read as such", () => {
    const head = withBlock({ renamed: monitor({ priority: "1" }) }, others("json", "renamed"));
    const changes = review(stackOf({ json: monitor() }), head);
    expect(changes.map(({ risk, text }) => `${risk}: ${text}`)).toEqual([
      "re-routed: priority: 1 instead of 2",
    ]);
  });

  test("has one list of lines where many moved", () => {
    const four = (prefix: string) =>
      Object.fromEntries(
        [1, 2, 3, 4].map((n) => [`${prefix}${n}`, monitor({ name: `M${n}`, tags: [] })]),
      );
    const hints = review(stackOf(four("a")), stackOf(four("b"))).flatMap(({ hint }) => hint ?? []);
    expect(hints).toHaveLength(1);
    expect(hints[0]).toContain('{ from: "datadog_monitor.a4", to: "datadog_monitor.b4" },');
  });

  test("in another stack cannot be moved by a line", () => {
    const head = stackOf({ json: monitor() }).map((one) => ({ ...one, stack: "other" }));
    const [change] = review(stackOf({ json: monitor() }), head);
    expect(change!.hint).toContain("no state reaches across stacks");
  });
});
