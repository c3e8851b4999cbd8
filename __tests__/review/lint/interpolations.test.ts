import { parseMonitorQuery } from "../../../lab/query";
import { lintAll } from "../../../review/lint";
import { HEALTHY } from "../../../review/lint/examples";
import { readableQuery, withoutInterpolations } from "../../../review/lint/interpolations";
import { stackOf } from "../stack";

function lintOf(changed: object) {
  const { findings, unread } = lintAll(stackOf({ json: { ...HEALTHY, ...changed } }));
  return { rules: findings.map(({ rule }) => rule), unread };
}

describe("what Terraform fills in", () => {
  test("ends where its braces do, texts and blocks within it included", () => {
    const text = 'a ${join(",", [for t in var.tags : "k:${t}"])} b ${var.x}';
    expect(withoutInterpolations(text, () => "_")).toBe("a _ b _");
    expect(withoutInterpolations("a ${var.x", () => "_")).toBe("a _");
  });

  test.each([
    "avg(last_${var.window}):avg:app.queue{${var.filter}} by {host} > ${var.critical}",
    'sum(last_${var.minutes}m):sum:app.errors{env:${var.env}}.as_count() >= ${lookup(var.t, "c")}',
    'avg(last_5m):${var.space}:app.queue{*} by {${join(",", var.keys)}} < ${var.critical * 2}',
    "${var.over}(${var.window}):avg:app.queue{*} by {host} > ${var.critical}",
    "avg(last_5m):avg:app.queue${module.filter.query} by {host} * 100 > 5",
    "avg(last_5m):avg:app.queue{service:api${var.suffix}} > 5",
    "min( ${var.window} ): avg:app.queue{*} > 5",
    "avg(last_5m):avg:${var.metric}{env:prod,${var.filter}} - 2 * ${var.factor} > 3",
  ])("leaves %s readable", (query) => {
    expect(parseMonitorQuery(readableQuery(query)).aggregator.name).toMatch(/avg|sum|min/);
  });

  test("is left alone where it may be a receiver, an owner, a runbook or a tag", () => {
    const query =
      "sum(last_10m):sum:llm.errors{env:${var.env}} by {${var.keys}}.as_count() > ${var.limit}";
    const filled = { query, message: "${var.message}", tags: ["${var.owner}", "env:prod"] };
    expect(lintOf(filled)).toEqual({ rules: [], unread: [] });
    expect(lintOf({ ...filled, tags: "${concat(var.tags, [])}" }).rules).toEqual([]);
  });

  test("is no fault where it may be the right aggregator", () => {
    const query = "${var.over}(${var.window}):sum:app.errors${var.filter}.as_count() > 5";
    expect(lintOf({ query })).toEqual({ rules: [], unread: [] });
  });

  test("hides nothing else: a reference to a dashboard is no receiver", () => {
    const message = "Look at ${datadog_dashboard_json.health.url}, and roll back.";
    expect(lintOf({ message, tags: ["env:${var.env}"] }).rules).toEqual([
      "nobody-hears",
      "no-owner",
    ]);
  });

  test("is told where nothing of a query can be read", () => {
    const { rules, unread } = lintOf({ query: "${local.query}" });
    expect(rules).toEqual([]);
    expect(unread).toHaveLength(1);
    expect(unread[0]).toMatch(/^monitor "Errors": /);
  });
});
