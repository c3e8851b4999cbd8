import { InvalidInputError, isList, isRecord, Problems, requireEachOnce } from "../../telemetry";
import { defineLlmService } from "../../telemetry";

const revoked = (of: object): unknown => {
  const { proxy, revoke } = Proxy.revocable(of, {});
  revoke();
  return proxy;
};
const refusing = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error("refused");
    },
  },
);
const throwing = {
  get critical() {
    throw new Error("thrown");
  },
};

const UNREADABLE = [revoked({}), revoked([]), refusing, throwing];
const OTHERS = [
  ...[new Map([["a", 1]]), new Set([1]), new Date(0), /x/, Promise.resolve(1), Object(1)],
  ...[null, undefined, "x", () => 1, Symbol("x")],
];

it("a record is an object, and none of another kind, whose entries nobody would see", () => {
  class Settings {
    readonly critical = 1;
  }
  for (const given of [{}, { a: 1 }, Object.create(null), new Settings()]) {
    expect(isRecord(given)).toBe(true);
  }
  for (const given of [...OTHERS, ...UNREADABLE, []]) expect(isRecord(given)).toBe(false);
});

it("a list is one that can be read", () => {
  expect([[], [1], [undefined]].map(isList)).toEqual([true, true, true]);
  for (const given of [...OTHERS, ...UNREADABLE, {}]) expect(isList(given)).toBe(false);
});

it.each(UNREADABLE.map((given, index) => [index, given]))(
  "what cannot be read is refused like anything else of a wrong shape (%i)",
  (_index, given) => {
    const declaration = { service: "a", env: "b", team: "c", features: given, tools: given };
    const define = () => defineLlmService(declaration as never);
    expect(define).toThrow(InvalidInputError);
    expect(define).toThrow(/features: .*; allowed: an object with at least one entry\n[^]*tools: /);
  },
);

it("what stands in a list twice is named with its first place, however long the list is", () => {
  const problems = new Problems();
  const long = Array.from({ length: 300_000 }, (_, index) => index);
  requireEachOnce(problems, "tools", [...long, 7, 7], "name");
  expect(problems.lines).toEqual([
    "tools[300000]: 7 given; allowed: each name once; it stands at tools[7] already",
    "tools[300001]: 7 given; allowed: each name once; it stands at tools[7] already",
  ]);
});

it("says a hundred problems one by one, and how many there are beside", () => {
  const problems = new Problems();
  for (let index = 0; index < 103; index += 1) problems.add(`a${index}`, 1, "text");
  expect(() => problems.throwIfAny("x")).toThrow(
    /^Mend 103 problems in x:\n[^]*a99[^]*and 3 more$/,
  );
  expect(() => problems.throwIfAny("x")).not.toThrow(/a100/);
});
