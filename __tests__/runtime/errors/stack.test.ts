import { ErrorDescriber } from "../../../runtime/errors/describe";
import { Redactor } from "../../../runtime/errors/redaction";
import { stackFrames } from "../../../runtime/errors/stack";
import { Guard } from "../../../runtime/safety/guard";

it("has the frames and not the message, because messages quote prompts", () => {
  const frames = stackFrames(new Error("canary prompt"));
  expect(frames).toMatch(/^ {4}at .*stack\.test\.ts:\d+:\d+\)/);
  expect(frames).not.toContain("canary");
});

it("has no line of a message that looks like a frame", () => {
  const frames = stackFrames(new Error("one\n    at canary (prompt:1:1)\n    at more (x:2:2)"));
  expect(frames).not.toMatch(/canary|more/);
});

it("is absent where the message was changed, because the stack still holds the old one", () => {
  const error = new Error("secret");
  // Reading the stack fixes its text.
  expect(error.stack).toContain("secret");
  error.message = "nowhere in the stack";
  expect(stackFrames(error)).toBeUndefined();
});

it("is absent for what has no stack of its own", () => {
  const hostile = Object.defineProperty({ message: "m" }, "stack", {
    get: () => {
      throw new Error("no");
    },
  });
  for (const thrown of ["text", undefined, {}, hostile, { message: "m", stack: 5 }]) {
    expect(stackFrames(thrown)).toBeUndefined();
  }
});

describe("of an error whose message was changed after the throw", () => {
  const FAKE = `    at canary (${process.cwd()}/canary.ts:1:1)`;
  const OWN = "    at canary (/home/canary/app/orders.js:1:1)";

  it.each([
    ["emptied", "canary", ""],
    ["emptied, of lines like frames", `canary\n${OWN}`, ""],
    ["cut to its first word", "canary prompt", "canary"],
    ["cut to its first line", `rejected:\ncanary\n${FAKE}`, "rejected:"],
    ["cut before a quoted stack", `rejected:\n${OWN}`, "rejected:"],
    ["rewritten", "canary", "Refused: canary"],
  ])("is without its text: %s", (_how, thrown, later) => {
    const error = new Error(thrown);
    expect(error.stack).toContain("canary");
    error.message = later;
    expect(stackFrames(error) ?? "").not.toContain("canary");
  });
});

it("passes an organisation's own patterns, because folders may be named after customers", () => {
  const describer = new ErrorDescriber("omitted", new Redactor([/stack\.test/], new Guard()));
  const stack = describer.describe(new Error("refused")).tags["error.stack"];
  expect(stack).toMatch(/^Error\n {4}at .*errors\/\[redacted\]\.ts:\d+:\d+/);
  expect(stack).not.toContain("stack.test");
});

it("names functions as code does, and not by their input", () => {
  const input = "canary prompt text";
  const named = {
    [input]: () => {
      throw new Error("refused");
    },
  };
  expect.assertions(2);
  try {
    named[input]();
  } catch (error) {
    expect(stackFrames(error)).not.toContain("canary");
    expect(stackFrames(error)).toMatch(/^ {4}at \/.*stack\.test\.ts:\d+:\d+$/m);
  }
});

it.each([
  "    at eval (canary prompt:1:1)",
  "    at canary (/srv/other/app/main.js:1:1)",
  "    at canary (https://example.com/canary.js:1:1)",
  "    at canary (<anonymous>)",
])("leaves out what is in no file of this process: %s", (line) => {
  const stack = `Error: refused\n${line}\n    at run (${process.cwd()}/main.ts:1:1)`;
  const frames = stackFrames({ message: "refused", stack });
  expect(frames).toBe(`    at run (${process.cwd()}/main.ts:1:1)`);
});
