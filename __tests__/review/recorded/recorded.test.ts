import { readFileSync } from "node:fs";
import path from "node:path";
import { review, type Change, type StackFile } from "../../../review";
import { lint } from "../../../review/lint";
import { textReport } from "../../../review/output/text";
import { PAIRS } from "./pairs";

/** What `npm run docs -- review-pairs` recorded. */
const RECORDED = new Map(
  readFileSync(path.join(__dirname, "expected.txt"), "utf8")
    .split(/^=== /m)
    .slice(1)
    .map((section): [string, string] => {
      const [name = "", ...lines] = section.split("\n");
      return [name, lines.join("\n").trim()];
    }),
);

type Json = Record<string, any>;

/** A resource's attributes as they stand in the JSON, by `stack/type.name`. */
function byAddress(stacks: readonly StackFile[]): Map<string, Json> {
  return new Map(
    stacks.flatMap(({ stack, content }) =>
      Object.entries((JSON.parse(String(content)) as Json)["resource"] as Json).flatMap(
        ([type, byName]) =>
          Object.entries(byName as Json).map(([name, one]): [string, Json] => [
            `${stack}/${type}.${name}`,
            one as Json,
          ]),
      ),
    ),
  );
}

/** Whether what a change names is there, and differs. */
function isTraced(
  { address, attribute }: Change,
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): boolean {
  const [was, is] = [before.get(address), after.get(address)];
  if (attribute === "*") return (was === undefined) !== (is === undefined);
  if (attribute === "address") return was === undefined && is !== undefined;
  const [root = ""] = attribute.split(/[. ]/);
  const key = root === "widget" ? "dashboard" : root;
  return JSON.stringify(was?.[key]) !== JSON.stringify(is?.[key]);
}

test("there are twenty recorded changes", () => {
  expect([...RECORDED.keys()]).toEqual(Object.keys(PAIRS));
  expect(RECORDED.size).toBe(20);
});

describe("the review of", () => {
  test.each(Object.entries(PAIRS))("%s", (name, make) => {
    const { before, after } = make();
    const [changes, findings] = [review(before, after), lint(after)];
    const text = textReport(changes, findings);
    expect(text.trim()).toBe(RECORDED.get(name));

    const [was, is] = [byAddress(before), byAddress(after)];
    expect(changes.filter((change) => !isTraced(change, was, is))).toEqual([]);
    const sentences = [...changes, ...findings].map((one) => one.text);
    const lines = text.split("\n").filter((line) => /^ {2}\S/.test(line));
    const untraced = lines.filter((line) => !sentences.some((one) => line.endsWith(`: ${one}`)));
    expect(untraced).toEqual([]);
  });
});
