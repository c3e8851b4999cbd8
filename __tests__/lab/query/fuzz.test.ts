import fc, { cases } from "../../support/fast-check";
import { parseComposite, parseExpression, parseMonitorQuery, QueryError } from "../../../lab/query";

const numRuns = cases(1_000);

const FRAGMENTS = [
  ...Array.from("(){}[],.:;!*+-/<>=&|$\"'\n\t _%#@~0123456789abz\\é\u0000"),
  ...["avg", "sum:", "p95:", "last_5m", "(last_10m):", "{*}", "by {a}", ".as_count()", "change("],
  ...["NOT ", " AND ", " IN (", "${datadog_monitor.x.id}", "&&", "||", "1e9", "-1", "metric.name"],
];

const garbage = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("(", "!", "-", "abs(", "{", "!("), fc.nat(20_000))
    .map(([part, times]) => part.repeat(times)),
);

const VALID =
  'sum(last_1h):sum:a.b{env:p,!x:y*} by {k}.as_count() - 2 * calendar_shift(sum:a.b{*} by {k}, "-1d", "UTC") > 10';

const mutation = fc
  .array(fc.tuple(fc.nat(VALID.length), fc.nat(5), fc.constantFrom("", ...FRAGMENTS)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((edits) =>
    edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), VALID),
  );

describe("any text", () => {
  it("is read or refused with a place inside it, because a lab that crashes proves nothing", () => {
    fc.assert(
      fc.property(fc.oneof(garbage, mutation), (query) => {
        for (const parse of [parseMonitorQuery, parseExpression, parseComposite]) {
          try {
            parse(query);
          } catch (error) {
            expect(error).toBeInstanceOf(QueryError);
            const { at, column } = error as QueryError;
            expect(at).toBeLessThanOrEqual(query.length);
            expect(column).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns },
    );
  });
});
