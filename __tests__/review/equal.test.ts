import fc from "../support/fast-check";
import { canonical, isEqual } from "../../review/equal";

/** Two values that are often nearly the same. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>("", "a", "1", 1, 0, true, null, undefined, "__proto__"),
    fc.array(tie("any"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("a", "b", "length", "toString"), tie("any"), { maxKeys: 2 }),
  ),
})).any;

it("takes for equal what is written alike once the keys are in order", () => {
  fc.assert(
    fc.property(value, value, (left, right) => {
      // A list has no place for what is undefined, and JSON writes null there.
      fc.pre(![left, right].some((one) => fc.stringify(one).includes("undefined")));
      expect(isEqual(left, right)).toBe(canonical(left) === canonical(right));
    }),
    { numRuns: 500 },
  );
});

it("takes what is undefined for absent", () => {
  expect(isEqual({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(isEqual({ b: undefined, a: 1 }, { a: 1, c: 2 })).toBe(false);
  expect(isEqual({ a: undefined }, { toString: undefined })).toBe(true);
  expect(isEqual({ a: 1 }, {})).toBe(false);
});
