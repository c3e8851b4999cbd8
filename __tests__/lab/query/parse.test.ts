import { parseComposite, parseExpression, parseMonitorQuery, QueryError } from "../../../lab/query";

function refusal(parse: () => unknown): QueryError {
  try {
    parse();
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("what users write", () => {
  it.each([
    "avg:system.cpu.user{*}",
    "system.load.1{*}",
    "avg:system.cpu.user{}",
    "avg:aws.rds.cpu{env:prod,dbinstance:main-*} by {host,az}",
    "sum:hits{env:prod AND (service:a OR service:b) AND NOT status:ok} by {env}.as_count()",
    "sum:hits{service IN (a, b,c) AND env NOT IN (dev)}.as_rate()",
    "sum:hits{$env,$service,host:$host.value,!tag} by {$group}",
    "sum:hits{!env:prod, !(a:b OR c:d)}",
    // Of a template variable with dots, as in DataDog/integrations-extras.
    "sum:hits{$sync.table.name, $sync.client.id.value,table:$table.name}",
    "p99.9:latency{*} by {model}.rollup(avg, 60)",
    "max:disk{device:/dev/sda1}.rollup('max', 3600).fill(null)",
    "count(v: v<=1):trace.http.request{service:web}.as_count()",
    "100 * (sum:a{*}.as_count() - sum:b{*}.as_count()) / sum:a{*}.as_count()",
    'anomalies(avg:cpu{*}, "basic", 2, direction=\'above\', interval=60, count_default_zero="true")',
    "top(avg:cpu{*} by {host}, 10, 'mean', 'desc')",
    "moving_rollup(sum:hits{*}.as_count(), 14400, 'sum')",
    "ewma_10(default_zero(avg:cpu{*}))",
    "query1 / default_zero(query2) * 1e3",
    "-avg:cpu{*} + - 3",
    "sum:weird{url:/api/v1?x=1&y=2}",
    "sum:hits{owner:jürgen}",
    'calendar_shift(sum:hits{*}.as_count(), "-1d", "Europe/Berlin")',
    " sum:hits{ env:prod , service:web } \n by { host , az } . as_count ( ) ",
  ])("%s is read, because people write it", (query) => {
    expect(() => parseExpression(query)).not.toThrow();
  });

  it.each([
    "avg(last_5m):avg:system.load.1{*} by {host} > 2",
    "max(last_1d):max:disk{*} >= 0.9",
    "min(last_1w):min:x{*} < -0.5",
    "percentile(last_15m):p95:latency{*} by {model} > 8000",
    "change(avg(last_5m),last_1h):avg:x{*} > 100",
    "pct_change(sum(last_5m),1d_ago):sum:x{*}.as_count() < -50",
    "avg(last_1mo):avg:x{*} > 1",
    "sum(current_1d):sum:x{*}.as_count() > 1",
  ])("%s is read as a monitor's query, because people write it", (query) => {
    expect(() => parseMonitorQuery(query)).not.toThrow();
  });
});

describe("the syntax tree", () => {
  it("binds * before -, and the left of two equal operators first, because arithmetic does", () => {
    expect(shape("a - b - c * d")).toBe("((a-b)-(c*d))");
    expect(shape("a / b * c")).toBe("((a/b)*c)");
    expect(shape("a * (b + -c)")).toBe("(a*(b+neg c))");
  });

  it("keeps what a monitor's query consists of, with the place of each, so that errors can point", () => {
    const query = parseMonitorQuery("sum(last_10m):sum:a.b{x:1,!y:2} by {k}.as_count() >= -1.5");
    expect(query).toMatchObject({
      aggregator: { name: "sum", at: 0 },
      window: { form: "last", amount: 10, unit: "m", at: 4 },
      comparator: ">=",
      threshold: -1.5,
      expression: {
        kind: "metric",
        metric: "a.b",
        at: 14,
        by: [{ name: "k", at: 36 }],
        modifiers: [{ name: "as_count", at: 39 }],
        scope: {
          kind: "and",
          of: [
            { kind: "tag", key: "x", values: ["1"] },
            { kind: "not", of: { kind: "tag", key: "y", values: ["2"] } },
          ],
        },
      },
    });
  });

  it("keeps a value's colons and dots, because model names have them", () => {
    expect(parseExpression("sum:a{model:us.anthropic.claude-v1:0}")).toMatchObject({
      scope: { key: "model", values: ["us.anthropic.claude-v1:0"] },
    });
  });

  it("binds && before || in composites, because Datadog does", () => {
    expect(parseComposite("1 || !2 && (3 || ${datadog_monitor.x.id})")).toMatchObject({
      kind: "or",
      left: { id: "1" },
      right: {
        kind: "and",
        left: { kind: "not", of: { id: "2" } },
        right: { kind: "or", left: { id: "3" }, right: { id: "${datadog_monitor.x.id}" } },
      },
    });
  });
});

describe("errors", () => {
  it.each([
    ["avg(last_5m):avg:a{*", 21, /but the query ends/],
    ["avg(last_5m):avg:a{* > 3", 22, /but found ">"/],
    ["avg(last_5m):avg:a{*} > .5", 25, /a number/],
    ["avg(last_5m):avg:a{*}", 22, /a comparator such as >/],
    ["avg(last_5x):avg:a{*} > 1", 5, /a time span such as last_5m/],
    ["avg(last_5m):avg:foo > 1", 18, /a metric with its scope/],
    ["avg(last_5m):avg:a{*} by host > 1", 23, /by \{tag\}/],
    ["avg(last_5m):avg:a{*} > 1 2", 27, /the end/],
    ["avg(last_5m):(avg:a{*} > 1", 24, /"\)"/],
    ['logs("error").index("*").last("5m") > 1', 1, /logs\("…"\) queries/],
    ['"http.can_connect".over("*").last(2).count_by_status()', 1, /Service check/],
  ])("%s is refused at column %i, because that is where it goes wrong", (query, column, reason) => {
    const error = refusal(() => parseMonitorQuery(query));
    expect(error.column).toBe(column);
    expect(error.message).toMatch(reason);
  });

  it("names the line of a query over several, because a column alone would mislead", () => {
    const error = refusal(() => parseExpression("avg:a{*}\n + \n ) "));
    expect([error.line, error.column]).toEqual([3, 2]);
  });

  it("puts a caret under the place, also in a long query, so that it can be seen", () => {
    const error = refusal(() => parseExpression(`${"avg:a{*} + ".repeat(50)}avg:b{* + 1`));
    const [, excerpt = "", caret = ""] = error.message.split("\n");
    expect(excerpt[caret.indexOf("^")]).toBe("+");
    expect(excerpt.length).toBeLessThan(120);
  });

  it("refuses deep nesting with a message, because the parser's stack is finite", () => {
    const error = refusal(() => parseExpression("(".repeat(50_000)));
    expect(error.message).toMatch(/nested parentheses at column 101/);
  });

  it("reads a hundred nested parentheses in no time, because nesting must not cost double each", () => {
    const depth = 99;
    const query = `${"(".repeat(depth)}avg:a{*}${")".repeat(depth)}`;
    expect(parseExpression(query)).toMatchObject({ kind: "metric" });
    expect(() => parseExpression(`${"abs(".repeat(depth)}avg:a{*}`)).toThrow(QueryError);
  });
});

function shape(query: string): string {
  const show = (node: ReturnType<typeof parseExpression>): string => {
    if (node.kind === "arithmetic")
      return `(${show(node.left)}${node.operator}${show(node.right)})`;
    if (node.kind === "negation") return `neg ${show(node.of)}`;
    return node.kind === "reference" ? node.name : node.kind;
  };
  return show(parseExpression(query));
}
