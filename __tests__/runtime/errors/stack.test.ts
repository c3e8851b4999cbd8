import { stackFrames } from "../../../runtime/errors/stack";

it("has the frames and not the message, because messages quote prompts", () => {
  const frames = stackFrames(new Error("secret prompt"));
  expect(frames).toMatch(/^ {4}at .*stack\.test\.ts:\d+:\d+\)/);
  expect(frames).not.toContain("secret");
});

it("has no line of a message that looks like a frame", () => {
  const frames = stackFrames(new Error("one\n    at secret (prompt:1:1)\n    at more (x:2:2)"));
  expect(frames).not.toMatch(/secret|more/);
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
