import fc from "../../support/fast-check";
import { readFileSync } from "node:fs";
import path from "node:path";
import { wrapLine } from "../../../review/output/wrap";

const RECORDED = readFileSync(path.join(__dirname, "../recorded/expected.txt"), "utf8").split("\n");

describe("a line of the review", () => {
  it.each(RECORDED.filter((line) => line.length > 80 && /^ {2}\S/.test(line)))(
    "says the same when it is wrapped: %s",
    (line) => {
      const lines = wrapLine(line, 80);
      expect(lines.map((one) => one.trim()).join(" ")).toBe(line.trim());
      expect(lines.length).toBeGreaterThan(1);
      expect(lines.slice(1).every((one) => /^ {6}\S/.test(one))).toBe(true);
      // What is too long is a value in one piece.
      const tooLong = lines.filter((one) => one.length > 80);
      expect(tooLong.filter((one) => !/[{}]/.test(one))).toEqual([]);
    },
  );

  const QUERY =
    "100 * sum(last_10m):sum:llm.errors{env:production,service:support-agent} by {model}.as_count() / sum:llm.requests{env:production} by {model}.as_count() >= 5";
  const ADDRESS = 'module.alerts.datadog_monitor.disk["a long key of for_each"]';
  it.each([QUERY, ADDRESS])("breaks no query and no address: %s", (whole) => {
    const lines = wrapLine(
      `  invalid_json on support-agent: measures ${whole} instead of nothing`,
      60,
    );
    expect(lines.filter((line) => line.includes(whole))).toHaveLength(1);
    expect(lines.length).toBeGreaterThan(1);
  });

  it("keeps every word, whatever it is made of", () => {
    const word = fc.stringMatching(/^[\w"([{}\]).,:…%=<>-]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.integer({ min: 20, max: 90 }),
        (words, width) => {
          const text = words.join(" ");
          expect(
            wrapLine(`  ${text}`, width)
              .map((one) => one.trim())
              .join(" "),
          ).toBe(text);
        },
      ),
    );
  });
});
