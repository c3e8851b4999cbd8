import { InvalidInputError, Problems } from "../../telemetry/problems";

/** The lines of the error that one problem makes. */
function told(add: (problems: Problems) => void): string[] {
  const problems = new Problems();
  add(problems);
  return [...problems.lines];
}

const LOOP: unknown[] = [];
LOOP.push(LOOP);

it.each([
  [undefined, "nothing"],
  [null, "null"],
  ["a", '"a"'],
  [3, "3"],
  [NaN, "NaN"],
  [3n, "3"],
  [() => "source that nobody wants to read", "a function"],
  [Symbol("a"), "Symbol(a)"],
  [{ a: [1] }, '{"a":[1]}'],
  [{ toJSON: () => undefined }, "an object"],
  [LOOP, "a value that cannot be shown"],
  ["x".repeat(118), `"${"x".repeat(118)}"`],
  ["x".repeat(119), `"${"x".repeat(119)}…`],
])("shows what was given: %p", (given, shown) => {
  expect(told((problems) => problems.add("env", given, "a name"))).toEqual([
    `env: ${shown} given; allowed: a name`,
  ]);
});

it.each([
  [[], "none"],
  [["chat", "search"], '"chat", "search"; did you mean "chat"?'],
  [Array.from({ length: 16 }, (_, at) => `n${at}`), /"n14", "n15"$/],
  [Array.from({ length: 17 }, (_, at) => `n${at}`), /"n15", … \(17 in all\)$/],
])("lists what is allowed, as far as one reads: %j", (known, allowed) => {
  const [line] = told((problems) => problems.requireOneOf("feature", "chta", known));
  const [, listed] = line!.split("allowed: ");
  if (typeof allowed === "string") expect(listed).toBe(allowed);
  else expect(listed).toMatch(allowed);
});

it("names a property without quotes, as it is written", () => {
  expect(told((problems) => problems.unknown("features", "chta", ["chat"]))).toEqual([
    "features.chta: unknown; allowed: chat; did you mean chat?",
  ]);
  expect(told((problems) => problems.unknown("", "teem", ["team"]))).toEqual([
    "teem: unknown; allowed: team; did you mean team?",
  ]);
});

it("tells a problem once, and two of one path both", () => {
  const lines = told((problems) => {
    problems.add("env", 1, "a name");
    problems.add("env", 1, "a name");
    problems.add("env", 1, "at most 200 characters");
    problems.add("team", 1, "a name");
    expect(problems.count).toBe(3);
  });
  expect(lines).toHaveLength(3);
});

it("is silent while all is well", () => {
  const problems = new Problems();
  expect(problems.require(true, "env", "a", "a name")).toBe(true);
  expect(problems.requireOneOf("env", "a", ["a"])).toBe(true);
  expect(() => problems.throwIfAny("the declaration")).not.toThrow();
  expect(problems.lines).toEqual([]);
});

it("is one error for all problems, which Node and Jest print without a stack", () => {
  const problems = new Problems();
  problems.add("env", 1, "a name");
  let thrown: unknown;
  try {
    problems.throwIfAny("the declaration");
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(InvalidInputError);
  const error = thrown as InvalidInputError;
  expect(error.message).toBe("Mend 1 problem in the declaration:\n  env: 1 given; allowed: a name");
  expect(error).toMatchObject({ name: "InvalidInputError", subject: "the declaration" });
  expect(error.problems).toEqual([{ path: "env", given: 1, allowed: "a name" }]);
  expect(error.stack).toBe(error.message);
  expect(Object.keys(error)).toEqual([]);
  error.stack = "decorated";
  error.stack += " twice";
  expect(error.stack).toBe("decorated twice");
  problems.add("team", 1, "a name");
  expect(() => problems.refuse("x")).toThrow("Mend 2 problems in x:");
});
