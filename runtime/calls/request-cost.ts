import { COST_UNKNOWN_REASONS, type CostUnknownReason } from "../../telemetry";
import type { Core } from "../core";
import type { CallOptions, EndedCall } from "./call-kind";
import type { NotedFacts } from "./request-facts";

/** What a call cost, or why that is not known; neither where it failed without an answer. */
export interface Cost {
  readonly usd?: number;
  readonly unknown?: CostUnknownReason;
}

/** What the application or the answer says, else what the price source makes of the counts. */
export function costOf(
  call: EndedCall<CallOptions, NotedFacts>,
  core: Core,
  hasFailed: boolean,
): Cost {
  const { facts, set } = call;
  if (facts.costUsd !== undefined && facts.costUsd >= 0) return { usd: facts.costUsd };
  const isCounted = facts.inputTokens !== undefined || facts.outputTokens !== undefined;
  if (!isCounted) {
    // A call that failed without an answer cost nothing that anyone could know.
    if (hasFailed) return {};
    return { unknown: call.isUnread ? "unread" : facts.otherUnits ? "unit" : "usage" };
  }
  const { guard, prices } = core.parts;
  if (prices === undefined) return { unknown: "price" };
  const { provider, model } = set.values;
  const priced = { provider, model, facts };
  const cost = guard.attempt("price source", () => prices.cost(priced));
  if (typeof cost === "number" && Number.isFinite(cost) && cost >= 0) {
    // Billionths of a dollar: what lies beyond is the noise of binary fractions.
    return { usd: Math.round(cost * 1e9) / 1e9 };
  }
  const reason = guard.attempt("price source", () => prices.whyUnknown?.(priced));
  return { unknown: COST_UNKNOWN_REASONS.find((known) => known === reason) ?? "price" };
}
