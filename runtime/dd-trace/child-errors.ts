import type { ErrorDescriber } from "../errors/describe";
import { read } from "../errors/inspect";
import type { DatadogSpan } from "./tracer";

/**
 * Describes anew the raw errors of spans below ours, which dd-trace's plugins put there: a provider's
 * message quotes the prompt. dd-trace has no hook for it, so this reads the spans of the trace where
 * dd-trace itself keeps them until the trace is sent; where they are not there, nothing happens.
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
    const error = read(read(child.context(), "_tags"), "error");
    if (typeof error === "object" && error !== null)
      child.addTags({ ...errors.describe(error).tags });
  }
}

function idOf(span: DatadogSpan, name: "_spanId" | "_parentId"): string {
  return String(read(span.context(), name));
}
