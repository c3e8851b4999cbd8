import { REQUEST_LOG_EVENT, type RequestLogField } from "../../telemetry";
import type { Core } from "../core";
import { statusOf, type EndedRequest, type Summary } from "./request-summary";
import { reasonText, spanText } from "../tags/text";

export type RequestRecord = Partial<Record<RequestLogField, unknown>>;

/** Logs the one record of a request, with the ids that lead from it to its trace. */
export function logRequest(call: EndedRequest, core: Core, summary: Summary): void {
  const { logger, guard, tracer } = core.parts;
  // Records are counted, too.
  if (logger === undefined || call.set.isShadow) return;
  const { facts, span } = call;
  const { values } = call.set;
  const record: RequestRecord = {
    event: REQUEST_LOG_EVENT,
    request_id: spanText(call.scope.context.requestId),
    feature: values.feature,
    prompt_name: values.prompt_name,
    prompt_version: values.prompt_version,
    prompt_variant: values.prompt_variant,
    provider: values.provider,
    model: values.model,
    input_tokens: facts.inputTokens,
    output_tokens: facts.outputTokens,
    latency_ms: call.isUnread ? undefined : call.latencyMs,
    first_token_latency_ms: call.firstTokenMs,
    estimated_cost_usd: summary.cost.usd,
    operation: summary.operation,
    finish_reason: reasonText(facts.finishReason),
    retry_count: facts.retries ?? 0,
    status: statusOf(call, summary),
    error_type: summary.errorType,
  };
  // Writes `dd`, in the form that Datadog's log pipeline joins to traces.
  if (span !== undefined) guard.attempt("tracer", () => tracer.inject(span, "log", record));
  guard.attempt("logger", () => logger.info(withoutAbsent(record), REQUEST_LOG_EVENT));
}

/** Some loggers print `undefined` fields. */
function withoutAbsent(record: RequestRecord): RequestRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
