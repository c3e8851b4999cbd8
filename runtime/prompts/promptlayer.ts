import type { RequestHandle } from "../calls/request";
import { read } from "../errors/inspect";
import type { RegistryPromptName } from "../prompt/scope";
import { resolvedPrompt, type PromptOptions, type ResolvedPrompt } from "./resolved";

/** What is read of a template of PromptLayer's client. */
export interface PromptLayerTemplate {
  /** Name in the registry. */
  readonly prompt_name: string;
  /** The version that the server resolved. */
  readonly version: number;
}

/**
 * The prompt of `promptLayer.templates.get(…)`. Where that gave `null`, what is served instead is a
 * fallback. The template does not say by which label it was found: tell it in `label`.
 *
 * @example
 * const template = await promptLayer.templates.get("answer", { label: "prod" });
 * llm.withPrompt({ ...promptFromPromptLayer(template, { label: "prod" }), feature: "chat" }, work);
 */
export function promptFromPromptLayer<const N extends string = RegistryPromptName>(
  template: PromptLayerTemplate | null | undefined,
  options: PromptOptions<N> = {},
): ResolvedPrompt<N> {
  return resolvedPrompt(
    {
      name: read(template, "prompt_name"),
      version: read(template, "version"),
      isFallback: template === null || template === undefined,
    },
    options,
  );
}

/** What `promptLayer.run(…)` and `promptLayer.logRequest(…)` say of the call that they recorded. */
export interface PromptLayerRun {
  /** Id of the request in PromptLayer; `null` until the last piece of a stream. @default - none */
  readonly request_id?: number | null;
  /** The same, as `logRequest` names it. @default - none */
  readonly id?: number | null;
}

/** What `promptLayer.track.metadata(…)` takes. */
export interface PromptLayerMetadata {
  /** Id of the request in PromptLayer. */
  readonly request_id: number;
  /** The trace and the span in Datadog, in hexadecimal. */
  readonly metadata: Record<string, string>;
}

/**
 * Notes PromptLayer's id of a call on its span, and gives the metadata that leads from there back to
 * the trace. `undefined` where there is no id or no trace.
 *
 * @example
 * const link = linkToPromptLayer(request, run);
 * if (link !== undefined) await promptLayer.track.metadata(link);
 */
export function linkToPromptLayer(
  request: Pick<RequestHandle, "set" | "ref">,
  run: PromptLayerRun,
): PromptLayerMetadata | undefined {
  const id = read(run, "request_id") ?? read(run, "id");
  if (typeof id !== "number" || !Number.isFinite(id)) return undefined;
  request.set({ promptRequestId: String(id) });
  const [, traceId, spanId] = request.ref()?.traceparent?.split("-") ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { request_id: id, metadata: { "dd.trace_id": traceId, "dd.span_id": spanId } };
}
