import { review, type StackFile } from "../../review";
import { RAW_MODULE } from "./raw-module";
import { everyKind } from "./example-json";

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];

/** What no reviewer asks for: comments, and instructions that are read where addresses are compared. */
const SAYS_NOTHING = new Set(["//"]);

/** Every value of a module, as deep as it stands; a dashboard's and a monitor's JSON are gone through, too. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  const inner = parsed(value);
  if (inner !== undefined) return leavesOf(inner, [...path, JSON_TEXT]);
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, one]) =>
    SAYS_NOTHING.has(key) ? [] : leavesOf(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** A step of a path into a text that is JSON. */
const JSON_TEXT = "{json}";

function parsed(value: unknown): unknown {
  return typeof value === "string" && value.startsWith(`{"`) ? JSON.parse(value) : undefined;
}

function changedAt(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return otherThan(value);
  if (step === JSON_TEXT) return JSON.stringify(changedAt(JSON.parse(String(value)), rest));
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => (index === step ? changedAt(one, rest) : one));
  }
  const inner = value as Json;
  return { ...inner, [step]: changedAt(inner[step], rest) };
}

function otherThan(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return otherText(value);
  return { changed: true };
}

function otherText(value: string): string {
  return /^\d+(?:\.\d+)?$/.test(value) ? String(Number(value) + 1) : `${value} changed`;
}

/** A module with one of its resources, or with what stands beside them: all that a change needs. */
function partsOf({ stack, content }: StackFile): { stack: string; json: Json }[] {
  const { resource, ...others } = JSON.parse(String(content)) as Json;
  const parts = Object.entries(resource as Json).flatMap(([type, byName]) =>
    Object.entries(byName as Json).map(([name, block]) => ({
      stack,
      json: { resource: { [type]: { [name]: block } } },
    })),
  );
  return [...parts, { stack, json: others }];
}

const PARTS = [...everyKind().flatMap(partsOf), { stack: "raw", json: RAW_MODULE as Json }];

/** One of each form, unless all are asked for: the same setting of the next monitor says nothing new. */
const ALL = process.env["REVIEW_LEAVES"] === "all";
const seen = new Set<string>();
const LEAVES = PARTS.flatMap(({ stack, json }) =>
  leavesOf(json).flatMap((path) => {
    const form = path.map((step, index) => (isName(path, index) ? "*" : step)).join(".");
    if (seen.has(form) && !ALL && stack !== "raw") return [];
    seen.add(form);
    return [{ stack, json, path }];
  }),
);

/** The names of resources, and places in lists. */
function isName(path: Path, index: number): boolean {
  return typeof path[index] === "number" || (path[0] === "resource" && index === 2);
}

function reviewed({ stack, json, path }: (typeof LEAVES)[number]): ReturnType<typeof review> {
  const [base, head] = [json, changedAt(json, path)].map((side) => [
    { stack, content: Buffer.from(JSON.stringify(side)) },
  ]);
  return review(base ?? [], head ?? []);
}

test("there are hundreds of forms of attributes", () => {
  expect(LEAVES.length).toBeGreaterThan(200);
});

test("every value that changes is reported", () => {
  const silent = LEAVES.filter((leaf) => reviewed(leaf).length === 0);
  expect(silent.map(({ stack, path }) => [stack, ...path].join("."))).toEqual([]);
});
