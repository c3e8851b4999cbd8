import { ERROR_TYPES, OPERATIONS, type ErrorType, type Operation } from "../../telemetry";
import type { Core } from "../core";
import type { CallOptions, EndedCall } from "./call-kind";
import { costOf, type Cost } from "./request-cost";
import type { NotedFacts } from "./request-facts";

/** Options of a request, as they came. */
export type GivenRequest = CallOptions & { readonly operation?: unknown };

export type EndedRequest = EndedCall<GivenRequest, NotedFacts>;

/** How a request went, as metrics, span and log tell it. */
export interface Summary {
  readonly errorType: ErrorType | undefined;
  readonly cacheHit: boolean;
  readonly operation: Operation;
  readonly cost: Cost;
}

/** `unread` where nobody read the answer, so that nothing can be said of it. */
export function statusOf({ isUnread }: EndedRequest, { errorType }: Summary): string {
  if (errorType !== undefined) return "error";
  return isUnread ? "unread" : "success";
}

export function summarize(call: EndedRequest, core: Core): Summary {
  const { facts } = call;
  const errorType = call.errorType ?? errorOfAnswer(call, core);
  return {
    errorType,
    cacheHit: facts.cacheHit ?? (facts.cachedTokens ?? 0) > 0,
    operation: operationOf(call, core),
    cost: costOf(call, core, errorType !== undefined),
  };
}

/** An answer can fail although the call did not: a filter cut it, or the provider gave up. */
function errorOfAnswer({ facts, set }: EndedRequest, core: Core): ErrorType | undefined {
  const { errorType, finishReason } = facts;
  if (errorType !== undefined) {
    if (ERROR_TYPES.includes(errorType)) return errorType;
    core.parts.metrics.dropped("invalid", set);
  }
  if (finishReason === "content_filter") return "policy";
  return finishReason === "error" ? "provider" : undefined;
}

function operationOf({ options, facts, set }: EndedRequest, core: Core): Operation {
  for (const given of [options.operation, facts.operation]) {
    if (given === undefined) continue;
    const known = OPERATIONS.find((operation) => operation === given);
    if (known !== undefined) return known;
    core.parts.metrics.dropped("invalid", set);
  }
  return "chat";
}

export function totalTokens({
  inputTokens,
  outputTokens,
}: Partial<NotedFacts>): number | undefined {
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  return (inputTokens ?? 0) + (outputTokens ?? 0);
}
