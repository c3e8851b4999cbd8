import { isGiven, mergeProps } from "../../constructs/merge-props";

it("merges plain objects at every depth, and replaces everything else", () => {
  class Own {}
  const own = new Own();
  const shared = { a: { b: { c: 1, d: 2 }, list: [1, 2] }, e: { f: 1 }, g: 1, h: { i: 1 } };
  const merged = mergeProps(shared, {
    a: { b: { d: 3 }, list: [3] },
    e: false,
    g: { j: 1 },
    h: own,
  });
  expect(merged).toEqual({
    a: { b: { c: 1, d: 3 }, list: [3] },
    e: false,
    g: { j: 1 },
    h: own,
  });
  expect(merged["h"]).toBe(own);
  expect(shared.a.b).toEqual({ c: 1, d: 2 });
});

it("takes null for a value, which the checks refuse, and undefined for nothing", () => {
  expect(mergeProps({ a: { b: 1 }, c: { d: 1 } }, { a: null, c: undefined })).toEqual({
    a: null,
    c: { d: 1 },
  });
  expect(mergeProps({ a: null }, { a: { b: 1 } })).toEqual({ a: { b: 1 } });
});

it("merges objects without a prototype, as JSON readers make them", () => {
  const bare = Object.assign(Object.create(null) as object, { b: 2 });
  expect(mergeProps({ a: { c: 1 } }, { a: bare })).toEqual({ a: { b: 2, c: 1 } });
});

it.each([
  ["signals.invalid_json.critical", true],
  ["signals.invalid_json", true],
  ["signals.cost_spike", false],
  ["tags[1]", true],
  ["tags[2]", false],
  ["tags[0].length.x", false],
  ["nothing", false],
  ["none.of.these", false],
])("knows whether props hold %s", (path, given) => {
  const props = {
    signals: { invalid_json: { critical: 1 } },
    tags: ["a", null],
    nothing: undefined,
  };
  expect(isGiven(props, path)).toBe(given);
});

it("takes a key of JSON for one, also the one that sets a prototype elsewhere", () => {
  const own = JSON.parse('{"__proto__":{"draft":true}}') as Record<string, unknown>;
  const merged = mergeProps({ a: 1 }, own);
  expect(Object.keys(merged)).toEqual(["a", "__proto__"]);
  expect("draft" in merged).toBe(false);
});
