import { read } from "../errors/inspect";
import type { Guard } from "../safety/guard";
import type { TagSet } from "../tags/tag-set";
import type { DatadogSpan, DatadogTracer } from "../dd-trace/tracer";

/**
 * A request, as plain JSON: store it beside the answer, and an evaluation or a user's feedback hours
 * later, in another process, still lands on the right prompt version, model and trace.
 */
export interface RequestRef {
  /** W3C trace context; absent where tracing was off. */
  readonly traceparent?: string;
  /** The application's request id, where it gave one. */
  readonly requestId?: string;
  /** Who was called. */
  readonly provider: string;
  /** As requested from the provider. */
  readonly model: string;
  /** Name of the prompt that served it. */
  readonly promptName: string;
  /** Version of that prompt. */
  readonly promptVersion: string;
  /** Arm of an experiment, or "none". */
  readonly promptVariant: string;
  /** Product surface. */
  readonly feature: string;
  /** Class of the tenant, or "none". */
  readonly tenantTier: string;
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

export function makeRef(
  tracer: DatadogTracer,
  span: DatadogSpan | undefined,
  set: TagSet,
  requestId: string | undefined,
): RequestRef {
  const carrier: Record<string, unknown> = {};
  // A disabled tracer injects nothing, while its spans have ids that lead nowhere.
  if (span !== undefined) tracer.inject(span, "text_map", carrier);
  const traceparent = carrier["traceparent"];
  return {
    ...(typeof traceparent === "string" && { traceparent }),
    ...(requestId !== undefined && { requestId }),
    provider: set.values.provider,
    model: set.values.model,
    promptName: set.values.prompt_name,
    promptVersion: set.values.prompt_version,
    promptVariant: set.values.prompt_variant,
    feature: set.values.feature,
    tenantTier: set.values.tenant_tier,
  };
}

/** Lower 64 bits of the referenced trace's id, in hexadecimal. */
export function traceIdOf(ref: RequestRef | undefined): string | undefined {
  const traceparent = read(ref, "traceparent");
  const match = typeof traceparent === "string" ? TRACEPARENT.exec(traceparent) : null;
  return match?.[1]?.slice(16);
}

/** Links a span to the request, in whichever trace that was. Older tracers know no links. */
export function linkTo(
  tracer: DatadogTracer,
  span: DatadogSpan | undefined,
  ref: RequestRef,
  guard: Guard,
): void {
  if (typeof span?.addLink !== "function" || traceIdOf(ref) === undefined) return;
  guard.attempt("tracer", () => {
    const context = tracer.extract("text_map", { traceparent: ref.traceparent });
    if (context !== null && context !== undefined) span.addLink?.({ context });
  });
}
