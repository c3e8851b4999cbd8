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

describe("of what is written as V8 writes it", () => {
  const HERE = `${process.cwd()}/src/a.ts`;
  const stackOf = (head: string, message: string, ...lines: readonly string[]) => ({
    message,
    stack: [`${head}${message}`, ...lines].join("\n"),
  });
  const framesOf = (...lines: readonly string[]) =>
    stackFrames(stackOf("Error: ", "m", ...lines))?.split("\n");

  it.each([
    [`    at work (${HERE}:1:2)`],
    [`    at async work (${HERE}:1:2)`],
    [`    at new Work (${HERE}:1:2)`],
    [`    at Work.#hidden (${HERE}:1:2)`],
    [`    at Object.<anonymous> (${HERE}:1:2)`],
    [`    at a.b.c.d.e.f (${HERE}:1:2)`],
    [`    at ${HERE}:1:2`],
    [`    at work (file://${HERE}:1:2)`],
    ["    at work (node:internal/process/task_queues:95:5)"],
    ["    at work (node:fs/promises:95:5)"],
    ["    at work (/elsewhere/node_modules/lib/index.mjs:1:2)"],
    ["    at work (C:\\elsewhere\\node_modules\\lib\\index.cjs:1:2)"],
    [`    at work (${process.cwd()}/a b.jsx:1:2)`],
  ])("the frame %j stays as it is", (line) => {
    expect(framesOf(line)).toEqual([line]);
  });

  it.each([
    [`    at work [as run] (${HERE}:1:2)`, `    at work (${HERE}:1:2)`],
    [`    at async ${HERE}:1:2`, `    at ${HERE}:1:2`],
    [`    at tell me a secret (${HERE}:1:2)`, `    at ${HERE}:1:2`],
    [`    at ${"x".repeat(65)} (${HERE}:1:2)`, `    at ${HERE}:1:2`],
    [`    at a.b.c.d.e.f.g (${HERE}:1:2)`, `    at ${HERE}:1:2`],
    [`    at Object.patient_zq016x (${HERE}:1:2)`, `    at ${HERE}:1:2`],
    [`    at tellMeWhatYouSee (${HERE}:1:2)`, `    at ${HERE}:1:2`],
    [`    at work, now (${HERE}:1:2)`, `    at ${HERE}:1:2`],
  ])("of the frame %j only the known parts stay", (line, kept) => {
    expect(framesOf(line)).toEqual([kept]);
  });

  it.each([
    "    at work (/elsewhere/src/a.ts:1:2)",
    `    at work (x${HERE}:1:2)`,
    "    at work (https://a.example/b.js:1:2)",
    `    at work (${process.cwd()}/a.txt:1:2)`,
    `    at work (${process.cwd()}/a.tsx2:1:2)`,
    `    at work (${process.cwd()}/it's "a".ts:1:2)`,
    `    at work (${process.cwd()}-other/a.ts:1:2)`,
    "    at work (node:a secret:1:2)",
    "    at work (xnode:fs:1:2)",
    "    at work (node:patient/meier:1:2)",
    "    at work (/elsewhere/node_modules/a secret/index.js:1:2)",
    `    at work (${process.cwd()}/The patient has leukemia.js:1:2)`,
    `    at work (${HERE}:1)`,
    `    at work (${HERE}:1:1234567890)`,
    "    at <anonymous>",
    "    at native",
    `    at work (${HERE}:1:2) and more`,
  ])("the frame %j is left out", (line) => {
    expect(framesOf(line)).toBeUndefined();
    expect(framesOf(line, `    at work (${HERE}:1:2)`)).toEqual([`    at work (${HERE}:1:2)`]);
  });

  const FRAME = `    at work (${HERE}:1:2)`;

  it.each<[string, { message: string; stack: string }, boolean]>([
    ["a name", stackOf("TypeError: ", "m", FRAME), true],
    ["a name and a code", stackOf("TypeError [ERR_X]: ", "m", FRAME), true],
    ["no message", stackOf("Error", "", FRAME), true],
    ["a message of several lines", stackOf("Error: ", "m\n\nn", FRAME), true],
    ["a sentence for a name", stackOf("This is it: ", "m", FRAME), false],
    ["a name of 65 letters", stackOf(`${"E".repeat(65)}: `, "m", FRAME), false],
    ["nothing before the message", stackOf("", "-", FRAME), false],
    [
      "another message of the same length",
      { ...stackOf("Error: ", "secret", FRAME), message: "hidden" },
      false,
    ],
    ["a line among the frames", stackOf("Error: ", "m", FRAME, "secret"), false],
    ["a frame that is not indented as V8 does", stackOf("Error: ", "m", FRAME.trim()), false],
    ["no frames at all", stackOf("Error: ", "m"), false],
  ])("it begins with %s", (_head, error, counts) => {
    expect(stackFrames(error)).toBe(counts ? FRAME : undefined);
  });

  it("has thirty frames at most", () => {
    const lines = Array.from({ length: 40 }, (_, at) => `    at work (${HERE}:${at + 1}:2)`);
    expect(framesOf(...lines)).toEqual(lines.slice(0, 30));
  });

  it("is read to twenty thousand letters, and no half frame at their end", () => {
    const lines = Array.from({ length: 1000 }, () => "    at <anonymous>");
    const late = framesOf(...lines, FRAME);
    expect(late).toEqual([FRAME]);
    const tooLate = Array.from({ length: 1500 }, () => "    at <anonymous>");
    expect(framesOf(...tooLate, FRAME)).toBeUndefined();
    const cut = FRAME.slice(0, -1).length;
    const padding = Array.from({ length: 20 }, () => `    at ${"-".repeat(992)}`);
    expect(framesOf(...padding.slice(1), `    at ${"-".repeat(992 - cut)}`, FRAME)).toBeUndefined();
  });
});
