import { HARMLESS } from "../../scripts/mutation/harmless";
import { readResults } from "../../scripts/mutation/results";
import { testsNear } from "../../scripts/mutation/tests";

it("gives a reason for changes that are listed, because others are forgotten ones", () => {
  const listed = Object.values(readResults())
    .flatMap(({ survivors }) => survivors)
    .map(({ file, from, to }) => ({ file, from, to }));
  for (const { why, ...change } of HARMLESS) {
    expect(listed).toContainEqual(change);
    expect(why).toMatch(/^[A-Z].*\.$/);
  }
});

it("asks the tests beside a file first, because they notice most", () => {
  const [first, ...others] = testsNear("runtime/errors/stack.ts");
  expect(first).toBe("__tests__/runtime/errors/stack.test.ts");
  expect(others).toContain("__tests__/runtime/ends.test.ts");
  expect(others).not.toContain("__tests__/constructs/stacks.test.ts");
});
