import type { PromptScope } from "../prompt/scope";
import type { Guard } from "../safety/guard";
import { tagText } from "../tags/text";
import { outcomeOf, type Returned } from "./spans";
import type { DatadogTracer } from "./tracer";

/**
 * Tells Datadog's own LLM product which prompt its spans serve: name, version, feature and variant, for
 * the spans that dd-trace's plugins and the application make for it. No span is made here, and no text.
 */
export class LlmObservability {
  constructor(
    private readonly tracer: DatadogTracer,
    private readonly guard: Guard,
  ) {}

  /** Runs `work` once, also where the annotation fails. */
  run<T>(scope: PromptScope, work: () => T): T {
    const ran: { outcome?: Returned<T> } = {};
    const once = () => {
      ran.outcome ??= outcomeOf(work);
    };
    this.guard.attempt("tracer", () => {
      this.tracer.llmobs?.annotationContext(annotationOf(scope), once);
    });
    const outcome = ran.outcome ?? outcomeOf(work);
    if (outcome.threw) throw outcome.error;
    return outcome.value as T;
  }
}

function annotationOf({ context }: PromptScope): object {
  const id = tagText("prompt_name", context.name);
  const version = tagText("prompt_version", context.version);
  const given = {
    feature: tagText("feature", context.feature),
    prompt_name: id,
    prompt_version: version,
    prompt_variant: tagText("prompt_variant", context.variant),
  };
  const tags = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const prompt = id === undefined ? undefined : { id, ...(version !== undefined && { version }) };
  return { ...(prompt !== undefined && { prompt }), tags, costTags: Object.keys(tags) };
}
