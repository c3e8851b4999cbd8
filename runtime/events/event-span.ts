import type { GivenPrompt, PromptScope } from "../prompt/scope";
import type { Core } from "../core";
import { linkTo, traceIdOf, type RequestRef } from "../prompt/request-ref";
import type { Outcome } from "../dd-trace/spans";
import type { TagSet } from "../tags/tag-set";

/** What is said of a request after it: now, or hours later in another process. */
export interface AboutRequest {
  readonly ref?: RequestRef | undefined;
  readonly prompt?: GivenPrompt | undefined;
}

/**
 * Records an `eval.score` span that begins and ends at once: a child of the active span, or a trace of
 * its own, linked to the request where that lies in another trace.
 */
export function recordEvent<A extends AboutRequest>(
  core: Core,
  about: A,
  resourceOf: (about: A) => string | undefined,
  describe: (set: TagSet) => Outcome<"eval.score">,
): void {
  const { guard, spans, tracer } = core.parts;
  guard.attempt("runtime", () => {
    const { scope, set } = contextOf(core, about);
    const span = spans.start("eval.score", set.startTags(resourceOf(about) ?? "eval.score"));
    const { ref } = about;
    if (ref !== undefined && traceIdOf(ref) !== activeTraceId(core)) {
      linkTo(tracer, span, ref, guard);
    }
    const outcome = guard.attempt("runtime", () => describe(set));
    const judged = core.verdictTags(span, outcome?.verdict ?? "good", scope);
    spans.finish(span, core.addUnboundedTags(outcome?.tags, scope), judged);
  });
}

/** Scope and tags of an event: of the request that it is about, else of the enclosing prompt. */
export function contextOf(
  core: Core,
  { ref, prompt }: AboutRequest,
): { scope: PromptScope; set: TagSet } {
  if (ref === undefined) {
    const scope = core.scopeOf(prompt);
    return { scope, set: core.tagsOf(scope) };
  }
  const referenced: Record<string, unknown> = {
    name: ref.promptName,
    version: ref.promptVersion,
    variant: ref.promptVariant,
    feature: ref.feature,
    tenantTier: ref.tenantTier,
    requestId: ref.requestId,
  };
  const scope = core.parts.scopes.open(prompt ?? referenced);
  return { scope, set: core.tagsOf(scope, ref) };
}

/** Lower 64 bits of the active trace's id, in hexadecimal. */
export function activeTraceId(core: Core): string | undefined {
  const { guard, tracer } = core.parts;
  return guard.attempt("tracer", () => {
    const span = tracer.scope().active();
    if (span === null) return undefined;
    return BigInt(span.context().toTraceId()).toString(16).padStart(16, "0");
  });
}
