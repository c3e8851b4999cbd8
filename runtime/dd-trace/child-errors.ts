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
    const raw = rawErrorOf(child);
    if (raw !== undefined) child.addTags({ ...withoutStack(child), ...errors.describe(raw).tags });
  }
}

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
