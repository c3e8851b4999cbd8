import fc from "../support/fast-check";
import { isMetricName, isStoredForm, MAX_TAG_LENGTH, normalizeTagValue } from "../../telemetry";

describe("normalizeTagValue", () => {
  it.each([
    ["model", "meta-llama/Llama-3-70b", "meta-llama/llama-3-70b"],
    ["model", "gpt-4.1", "gpt-4.1"],
    [
      "model",
      "us.anthropic.claude-sonnet-4-20250514-v1:0",
      "us.anthropic.claude-sonnet-4-20250514-v1:0",
    ],
    ["prompt_version", "2026-06-01.3", "2026-06-01.3"],
    ["feature", "Support Agent", "support_agent"],
    ["feature", "a,b|c\nd", "a_b_c_d"],
    ["feature", "trailing!!", "trailing"],
    ["feature", "two  spaces", "two_spaces"],
    ["feature", "a__b", "a_b"],
    ["feature", "größe", "größe"],
    ["feature", `${"x".repeat(191)} y`, "x".repeat(191)],
    ["feature", "", "unknown"],
    ["feature", "!!!", "unknown"],
  ])("stores %s %j as %j", (key, given, stored) => {
    expect(normalizeTagValue(key, given)).toBe(stored);
  });

  it("cuts so that key and value together have at most 200 characters", () => {
    const stored = normalizeTagValue("feature", "x".repeat(500));
    expect(`feature:${stored}`).toHaveLength(MAX_TAG_LENGTH);
  });

  it("gives any text a form that is stored unchanged, so that writing it twice is harmless", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const stored = normalizeTagValue("feature", text);
        expect(normalizeTagValue("feature", stored)).toBe(stored);
        expect(stored).toMatch(/^[^\s,|#{}@!]+$/);
        expect(Array.from(`feature:${stored}`).length).toBeLessThanOrEqual(MAX_TAG_LENGTH);
        expect(isStoredForm("feature", stored)).toBe(true);
      }),
    );
  });

  it("does not read all of a megabyte, because tags come from user input", () => {
    const stored = normalizeTagValue("feature", "A b".repeat(1_000_000));
    expect(stored.length).toBeLessThan(MAX_TAG_LENGTH);
  });
});

it.each([
  ["support_agent", true],
  ["Support_agent", false],
  ["a__b", false],
  ["", false],
])("a tag's value %j is stored as it is: %j", (value, unchanged) => {
  expect(isStoredForm("feature", value)).toBe(unchanged);
});

it.each([
  ["llm.request.count", true],
  ["A1_b.c", true],
  [`a${"b".repeat(199)}`, true],
  [`a${"b".repeat(200)}`, false],
  ["1a", false],
  [" a", false],
  ["a-b", false],
  ["a ", false],
  ["", false],
])("Datadog takes %j for a metric's name: %j", (name, taken) => {
  expect(isMetricName(name)).toBe(taken);
});
