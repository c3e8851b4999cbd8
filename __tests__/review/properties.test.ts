import fc, { cases } from "../support/fast-check";
import { review, type Change, type StackFile } from "../../review";
import { opposite } from "../../review/changes/attributes";
import { DEFAULTS } from "../../review/terraform/provider-defaults";
import { exampleJson } from "./example-json";

const STACKS = exampleJson();

/** Every change of one attribute of a resource, as a path into the JSON. */
const CHANGES = STACKS.flatMap(({ stack, content }) =>
  Object.entries((JSON.parse(String(content)) as Json)["resource"] as Json).flatMap(
    ([type, byName]) =>
      Object.entries(byName as Json).flatMap(([name, attributes]) =>
        Object.entries(attributes as Json)
          .filter(([key]) => key !== "//")
          .flatMap(([key, value]) => {
            // What the provider takes in any case says nothing where it is taken out.
            const isDefault = DEFAULTS[type]?.[key] === String(value);
            const ways = isDefault ? (["other"] as const) : (["removed", "other"] as const);
            return ways.map((how) => ({ stack, type, name, key, how }));
          }),
      ),
  ),
);

type Json = Record<string, unknown>;

const TAG_OF_SETTINGS = /^datadog_metric_tag_configuration: tag \w+$/;

const RUNS = cases(30);

describe("the review of any change", () => {
  test("a stack against itself is empty", () => {
    expect(review(STACKS, exampleJson())).toEqual([]);
  });

  test("every change of one attribute is reported where it is, and mirrored when undone", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANGES), (at) => {
        const head = changed(at);
        const changes = review(STACKS, head);
        const own = `${at.stack}/${at.type}.${at.name}`;
        expect(changes.map(({ address }) => address)).toContain(own);
        for (const { address, attribute } of changes) {
          // Who reads a metric by a tag loses the tag with the metric's settings.
          if (address !== own) expect(`${at.type}: ${attribute}`).toMatch(TAG_OF_SETTINGS);
        }
        const back = review(head, STACKS);
        expect(risksOf(back)).toEqual(
          risksOf(changes).map(([place, risk]) => [place, opposite(risk)]),
        );
      }),
      { numRuns: RUNS },
    );
  });

  test("what is added is removed in the other direction", () => {
    fc.assert(
      fc.property(fc.subarray(STACKS, { minLength: 1 }), (some) => {
        const there = review(some, STACKS).map(({ address, text }) => [address, text]);
        const back = review(STACKS, some).map(({ address, text }) => [address, text]);
        const mirrored = back.map(([address, text]) => [
          address,
          text?.replace("is removed", "is new"),
        ]);
        expect(new Set(there.map(String))).toEqual(new Set(mirrored.map(String)));
      }),
      { numRuns: 10 },
    );
  });
});

function risksOf(changes: readonly Change[]): [string, Change["risk"]][] {
  const mirrorless = (attribute: string): string =>
    attribute.replace(/^message (?:no longer|also)/, "message");
  return changes
    .map(({ address, attribute, risk }): [string, Change["risk"]] => [
      `${address} ${mirrorless(attribute)}`,
      risk,
    ])
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

function changed({ stack, type, name, key, how }: (typeof CHANGES)[number]): StackFile[] {
  return exampleJson().map((file) => {
    if (file.stack !== stack) return file;
    const json = JSON.parse(String(file.content)) as Json;
    const attributes = ((json["resource"] as Json)[type] as Json)[name] as Json;
    if (how === "removed") Reflect.deleteProperty(attributes, key);
    else attributes[key] = otherThan(key, attributes[key]);
    return { stack, content: Buffer.from(JSON.stringify(json)) };
  });
}

/** Another value of the same form; a text of JSON stays one. */
function otherThan(key: string, value: unknown): unknown {
  if (key === "dashboard")
    return JSON.stringify({ ...(JSON.parse(String(value)) as Json), title: "Other" });
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value === "string")
    return /^[\d.]+$/.test(value) ? String(Number(value) + 1) : `${value} changed`;
  if (Array.isArray(value)) return [...(value as unknown[]), "changed"];
  return { ...(value as Json), critical: "77" };
}
