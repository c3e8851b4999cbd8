import type { Change } from "../../../review";
import { textReport } from "../../../review/output/text";

const moved = (subject: string): Change => ({
  risk: "re-created",
  subject,
  address: `stack/datadog_monitor.${subject}`,
  attribute: "*",
  text: "deleted, and made anew",
  hint: "import it in b, and forget it in a",
});

it("does not say that nothing changes where there was nothing to compare with", () => {
  expect(textReport([], [], { isCompared: false })).toBe("nothing to mend");
  expect(textReport([], [])).toContain("No change in meaning.");
});

it("says once what keeps several monitors alike", () => {
  const text = textReport(["one", "two", "three", "four"].map(moved), [], {}, 60);
  expect(text.split("\n").slice(0, 3)).toEqual([
    "Deleted and made anew: history, muting and downtimes are",
    "    lost",
    "  one, two and 2 more: deleted, and made anew",
  ]);
  expect(text.match(/keep it: import it in b, and forget it in a/g)).toHaveLength(1);
});

it("counts resources as a plan does, however few sentences they need", () => {
  const text = textReport(["one", "two", "three", "four"].map(moved), []);
  expect(text.split("\n").at(-1)).toBe("4 re-created");
});
