import { SPANS } from "../../telemetry";
import type { ErrorDescriber } from "../errors/describe";
import { read } from "../errors/inspect";
import type { DatadogSpan } from "./tracer";

/**
 * Describes anew the raw errors of spans below ours, which dd-trace's plugins put there: a provider's
 * message quotes the prompt, and an MCP tool's failure is its result. dd-trace has no hook for it, so
 * this reads the spans of the trace where dd-trace itself keeps them until the trace is sent; where they
 * are not there, nothing happens.
 */
export function describeChildErrors(span: DatadogSpan, errors: ErrorDescriber): void {
  const started = read(read(span.context(), "_trace"), "started");
  // Most spans have none below them, and ids cost time to write out.
  if (!Array.isArray(started) || started.at(-1) === span) return;
  // Children begin after their parent: what came before ours is not looked at.
  const children = (started as DatadogSpan[]).slice(started.lastIndexOf(span) + 1);
  if (children.length === started.length) return;
  const below = new Set([idOf(span, "_spanId")]);
  for (const child of children) {
    if (!below.has(idOf(child, "_parentId"))) continue;
    below.add(idOf(child, "_spanId"));
    describeError(child, errors);
    if (isUnfinished(child)) describeAtItsEnd(child, errors);
  }
}

function describeError(child: DatadogSpan, errors: ErrorDescriber): void {
  const raw = rawErrorOf(child);
  if (raw !== undefined) child.addTags({ ...withoutStack(child), ...errors.describe(raw).tags });
  forgetEvents(child);
}

/** dd-trace's own, and absent of what only stands in for it. */
function isUnfinished(child: DatadogSpan): boolean {
  return "_duration" in child && child._duration === undefined;
}

/** A plugin's span may end after ours: of a stream whose reader went away, of work that nobody awaits. */
function describeAtItsEnd(child: DatadogSpan, errors: ErrorDescriber): void {
  const finish = child.finish.bind(child);
  child.finish = (...time: readonly []) => {
    try {
      describeError(child, errors);
    } catch {
      // What is missing then is the description, and no span.
    }
    finish(...time);
  };
}

/** What a recorded exception says is its message and its stack once more. */
function forgetEvents(child: DatadogSpan): void {
  const events = read(child, "_events");
  if (!Array.isArray(events) || String(read(child.context(), "_name")) in SPANS) return;
  for (const event of events as unknown[]) {
    const attributes = read(event, "attributes");
    if (typeof attributes !== "object" || attributes === null) continue;
    for (const name of Object.keys(attributes)) {
      if (EXCEPTION.test(name)) Reflect.deleteProperty(attributes, name);
    }
  }
}

const EXCEPTION = /^(?:exception\.)?(?:message|stacktrace)$/;

/** The error itself, or what a plugin wrote of it. */
function rawErrorOf(child: DatadogSpan): object | undefined {
  const context = child.context();
  const tags = read(context, "_tags");
  const error = read(tags, "error");
  if (typeof error === "object" && error !== null) return error;
  // What this runtime wrote holds no text.
  if (String(read(context, "_name")) in SPANS) return undefined;
  const message = read(tags, "error.message");
  if (message === undefined && read(tags, "error.stack") === undefined) return undefined;
  // Without a class, which would say no more than `Object`.
  return Object.assign(Object.create(null) as object, { name: read(tags, "error.type"), message });
}

/** A stack that cannot be described anew would stay as it is. */
function withoutStack(child: DatadogSpan): Record<string, string> {
  const stack = read(read(child.context(), "_tags"), "error.stack");
  return stack === undefined ? {} : { "error.stack": "" };
}

function idOf(span: DatadogSpan, name: "_spanId" | "_parentId"): string {
  return String(read(span.context(), name));
}
