import { customMetrics } from "../../../review/costs/counting";

describe("Datadog's own example: four combinations of tag values", () => {
  // https://docs.datadoghq.com/account_management/billing/custom_metrics/
  test.each([
    ["count", 4],
    ["rate", 4],
    ["gauge", 4],
    ["histogram", 20],
    ["distribution", 20],
    ["percentiles", 40],
  ] as const)("a %s is %i custom metrics", (type, expected) => {
    expect(customMetrics(type, 4)).toEqual({ indexed: expected, ingested: 0 });
  });

  test("an allow-list that leaves three of a distribution: 15 indexed, 20 ingested", () => {
    expect(customMetrics("distribution", 4, 3)).toEqual({ indexed: 15, ingested: 20 });
  });
});
