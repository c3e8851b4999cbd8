import { UNKNOWN_TAG_VALUE } from "../telemetry";
import { TOLD_CALLS } from "./calls/told-calls";
import type { Clock } from "./safety/clock";
import type { GivenPrompt, PromptScope, PromptScopes } from "./prompt/scope";
import type { PriceSource } from "./cost";
import type { Declaration } from "./tags/declaration";
import type { ErrorDescriber } from "./errors/describe";
import type { Guard } from "./safety/guard";
import type { Keeper, KeepTags } from "./dd-trace/keep";
import type { Logger } from "./safety/loggers";
import type { Metrics } from "./dd-trace/metrics";
import type { Notices } from "./safety/notices";
import { OffSwitch } from "./dd-trace/off-switch";
import type { OpenCalls } from "./safety/open-calls";
import type { ResponseReader } from "./providers";
import type { Spans, TracerTags, UnboundedTags, Verdict } from "./dd-trace/spans";
import type { TagSet } from "./tags/tag-set";
import type { TagSets } from "./tags/tag-sets";
import { hashText, spanText } from "./tags/text";
import type { DatadogSpan, DatadogTracer } from "./dd-trace/tracer";

/** The parts that every kind of call works with. */
export interface Parts {
  readonly tracer: DatadogTracer;
  readonly guard: Guard;
  readonly clock: Clock;
  readonly declaration: Declaration;
  readonly notices: Notices;
  readonly scopes: PromptScopes;
  readonly tagSets: TagSets;
  readonly metrics: Metrics;
  readonly spans: Spans;
  readonly errors: ErrorDescriber;
  readonly keeper: Keeper;
  readonly openCalls: OpenCalls;
  readonly logger: Logger | undefined;
  readonly prices: PriceSource | undefined;
  readonly readers: readonly ResponseReader[];
  readonly lowConfidenceBelow: number;
  readonly failedEvaluationsAreErrors: boolean;
}

/** Provider and model of a call that names them. */
export interface ModelChoice {
  readonly provider: unknown;
  readonly model: unknown;
}

/** Ties the parts together: which context a call has, and what is said when it is not as declared. */
export class Core {
  private readonly offSwitch: OffSwitch;

  constructor(readonly parts: Parts) {
    this.offSwitch = new OffSwitch(parts.tracer, parts.guard, parts.clock);
  }

  /** Nobody would see a call: the tracer is off, and neither a logger nor a listener asks for it. */
  isIdle(): boolean {
    return this.parts.logger === undefined && this.offSwitch.isOff() && !TOLD_CALLS.hasSubscribers;
  }

  /** The scope of a call: of its own prompt where it names one, else the enclosing one. */
  scopeOf(prompt: GivenPrompt | undefined): PromptScope {
    const { scopes } = this.parts;
    return prompt === undefined ? scopes.current() : scopes.open(prompt);
  }

  /** Tags of a call. Calls other than requests serve the scope's latest request. */
  tagsOf(scope: PromptScope, choice?: ModelChoice): TagSet {
    const { context } = scope;
    const latest = choice ?? scope.latestRequest;
    const only = this.parts.declaration.onlyModel;
    const set = this.parts.tagSets.find({
      provider: latest?.provider ?? context.provider ?? only?.provider,
      model: latest?.model ?? context.model ?? only?.model,
      prompt_name: context.name,
      prompt_version: context.version,
      prompt_variant: context.variant,
      feature: context.feature,
      tenant_tier: context.tenantTier,
    });
    this.reportUnusual(set);
    return scope.isShadow ? set.shadow : set;
  }

  /**
   * Adds the tags whose values have no bound, which are on spans and logs, never on metrics. They go
   * into the same object as the call's own: dd-trace takes its time for each that it is given.
   */
  addUnboundedTags(tags: object = {}, { context }: PromptScope): object {
    const { tenantId, userIdHash, environment, requestId } = context;
    const all: { -readonly [T in keyof UnboundedTags]: UnboundedTags[T] } = tags;
    // Absent ones are left out rather than set to `undefined`: dd-trace would still look at each.
    if (tenantId !== undefined) all["llm.tenant_id"] = spanText(tenantId);
    if (userIdHash !== undefined) all["llm.user_id_hash"] = this.hash(userIdHash);
    if (environment !== undefined) all["llm.prompt_environment"] = spanText(environment);
    if (requestId !== undefined) all["request_id"] = spanText(requestId);
    return all;
  }

  /** An id in the clear that stands for its hash is left out, and nobody would miss it. */
  private hash(userIdHash: unknown): string | undefined {
    const hash = hashText(userIdHash);
    if (hash !== undefined) return hash;
    const { metrics, notices, tagSets } = this.parts;
    metrics.dropped("invalid", tagSets.unknown);
    notices.once(
      "user id hash",
      "A userIdHash is neither hexadecimal nor Base64, and is left out: hashUserId makes one.",
      {},
    );
    return undefined;
  }

  /** What a verdict adds to a span: an error, and that its trace is to be kept. */
  verdictTags(
    span: DatadogSpan | undefined,
    verdict: Verdict,
    { isShadow }: PromptScope,
  ): (TracerTags & KeepTags) | undefined {
    if (verdict === "good") return undefined;
    const { guard, keeper } = this.parts;
    const kept = guard.attempt("tracer", () => keeper.tagsFor(span));
    // Datadog counts a service's spans with an error, and a shadow's failure is nobody's.
    return verdict === "failed" && !isShadow ? { error: 1, ...kept } : kept;
  }

  /** Stored value of a tag that only some metrics carry. */
  admit(tag: "tool" | "eval_name" | "eval_stage", given: unknown, set: TagSet) {
    this.parts.tagSets.advance();
    const value = this.parts.tagSets.admit(tag, given);
    if (value.undeclared) this.undeclared(tag, value.stored, set);
    if (value.folded) this.folded(tag, set);
    return value;
  }

  private reportUnusual(set: TagSet): void {
    if (set.isUsual) return;
    for (const tag of set.undeclared) this.undeclared(tag, set.values[tag], set);
    for (const tag of set.folded) this.folded(tag, set);
  }

  private undeclared(field: string, value: string, set: TagSet): void {
    const { metrics, notices, declaration } = this.parts;
    metrics.count("llm.telemetry_undeclared", set, 1, { field });
    const problem =
      value === UNKNOWN_TAG_VALUE
        ? `A call has no ${field}, or one that is no name: is it inside withPrompt?`
        : `The ${field} of a call is not declared, so no alert may see it.`;
    notices.once(`undeclared ${field}:${value}`, problem, {
      field,
      value,
      service: declaration.service.service,
    });
  }

  private folded(field: string, set: TagSet): void {
    this.parts.metrics.count("llm.telemetry_folded", set, 1, { field });
    this.parts.notices.once(
      `folded ${field}`,
      `The tag ${field} has too many values: further ones are sent as "other".`,
      { field },
    );
  }
}
