import { describeChildErrors } from "../../../runtime/dd-trace/child-errors";
import type { DatadogSpan } from "../../../runtime/dd-trace/tracer";
import { ErrorDescriber } from "../../../runtime/errors/describe";
import { Redactor } from "../../../runtime/errors/redaction";
import { Guard } from "../../../runtime/safety/guard";

const errors = new ErrorDescriber("omitted", new Redactor([], new Guard()));

interface Fake extends DatadogSpan {
  readonly tags: Record<string, unknown>;
}

/** Spans as dd-trace keeps them until their trace is sent. */
function traceOf(
  ...rows: readonly (readonly [id: string, parent: string, tags?: object, name?: string])[]
) {
  const trace = { started: [] as Fake[] };
  trace.started = rows.map(([id, parent, given = {}, name = "openai.request"]) => {
    const tags = { ...given } as Record<string, unknown>;
    const context = { _trace: trace, _spanId: id, _parentId: parent, _tags: tags, _name: name };
    const span = {
      tags,
      context: () => context,
      addTags: (more: object) => Object.assign(tags, more),
    };
    return span as unknown as Fake;
  });
  return trace.started;
}

const SECRET = new TypeError("canary");
const WRITTEN = { "error.type": "Error", "error.message": "canary", "error.stack": "canary" };
const changed = ({ tags }: Fake) => !JSON.stringify(tags).includes("canary");
const raw = () => ({ error: SECRET, "error.message": "canary" });

it("describes errors below a span anew, at any depth, and none beside or before it", () => {
  const spans = traceOf(
    ["before", "own", raw()],
    ["own", "root"],
    ["child", "own", raw()],
    ["grandchild", "child", WRITTEN],
    ["sibling", "root", raw()],
  );
  describeChildErrors(spans[1]!, errors);
  expect(spans.map(changed)).toEqual([false, true, true, true, false]);
  expect(spans[2]!.tags["error.message"]).toBe("TypeError");
  expect(spans[3]!.tags).toMatchObject({ "error.message": "Error", "error.type": "Error" });
  expect(spans[3]!.tags["error.stack"]).not.toContain("canary");
});

it("leaves what this runtime wrote, and children without an error", () => {
  const own = { "error.type": "Error", "error.message": "canary" };
  const spans = traceOf(["own", "root"], ["a", "own", own, "tool.call"], ["b", "own", { x: 1 }]);
  describeChildErrors(spans[0]!, errors);
  expect(spans[1]!.tags).toEqual(own);
  expect(spans[2]!.tags).toEqual({ x: 1 });
});

it.each([
  ["message", { "error.message": "canary" }],
  ["stack", { "error.stack": "canary" }],
])("describes an error that has only a %s", (_, tags) => {
  const spans = traceOf(["own", "root"], ["child", "own", tags]);
  describeChildErrors(spans[0]!, errors);
  expect(spans.map(changed)).toEqual([true, true]);
});

it("does nothing where dd-trace does not keep the spans there", () => {
  const spans = traceOf(["own", "root"], ["child", "own", raw()]);
  const [own, child] = spans as [Fake, Fake];
  spans.splice(0, 1);
  describeChildErrors(own, errors);
  expect(changed(child)).toBe(false);
  for (const trace of [undefined, {}, { started: "x" }]) {
    const alone = { context: () => ({ _trace: trace }) } as unknown as DatadogSpan;
    expect(() => describeChildErrors(alone, errors)).not.toThrow();
  }
});

it("describes an error that comes after ours has ended, because a plugin's span may end later", () => {
  const spans = traceOf(["own", "root"], ["child", "own"]);
  const [own, child] = spans as [Fake, Fake];
  const finish = jest.fn();
  Object.assign(child, { _duration: undefined, finish });
  describeChildErrors(own, errors);
  child.addTags(raw());
  (child as { finish(time?: number): void }).finish(5);
  expect(changed(child)).toBe(true);
  expect(finish.mock.calls).toEqual([[5]]);
});

it("finishes a span also where it cannot be described", () => {
  const spans = traceOf(["own", "root"], ["child", "own"]);
  const [own, child] = spans as [Fake, Fake];
  const finish = jest.fn();
  Object.assign(child, { _duration: undefined, finish });
  describeChildErrors(own, errors);
  child.addTags = () => {
    throw new Error("broken");
  };
  child.tags["error"] = SECRET;
  expect(() => child.finish()).not.toThrow();
  expect(finish).toHaveBeenCalledTimes(1);
});

it("takes the message and the stack out of exceptions that were recorded as events", () => {
  const spans = traceOf(["own", "root"], ["child", "own"]);
  const attributes = { "exception.message": "canary", "exception.stacktrace": "canary", type: "x" };
  Object.assign(spans[1]!, { _events: [{ name: "exception", attributes }, { name: "other" }] });
  describeChildErrors(spans[0]!, errors);
  expect(attributes).toEqual({ type: "x" });
});
