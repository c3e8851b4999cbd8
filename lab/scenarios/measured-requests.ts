import type { LlmServiceDeclaration } from "../../telemetry";
import type { CallKind } from "./call-kind";

/** What a recording says of the requests of a service. It is plain data: threads are given it. */
export interface MeasuredRequests {
  /** Kinds of requests; their shares come to 1. Names are as declared. */
  readonly kinds: readonly (RequestKind & { readonly share: number })[];
  /** What calls are like, by feature and model, where enough were recorded. */
  readonly calls: readonly (MeasuredCalls & Omit<RequestKind, "prompt">)[];
  /** What calls of any kind are like. */
  readonly all: MeasuredCalls;
  /** Calls of each tool in a request; empty where none was recorded. */
  readonly toolUse: Readonly<Record<string, number>>;
  /** Share of requests that are evaluated online; absent where none was. */
  readonly evaluated?: number;
}

export type RequestKind = Omit<CallKind, "version">;

/** Values that stand for all recorded ones: of equal weight, in ascending order. Absent where none was recorded. */
export interface MeasuredCalls {
  readonly latencyMs?: readonly number[];
  readonly firstTokenMs?: readonly number[];
  readonly inputTokens?: readonly number[];
  readonly outputTokens?: readonly number[];
  /** US dollars per thousand tokens, of both kinds together. */
  readonly pricePerThousand?: number;
}

/** A service as it is played: as declared, and as it was measured. */
export interface PlayedService extends LlmServiceDeclaration {
  /** @default - all kinds of requests are equally frequent, and calls are like those of the lab */
  readonly measured?: MeasuredRequests;
}

/** How many values stand for all: each for a hundredth. */
export const VALUES = 100;

/** What calls of one feature to one model are like; absent where the service was not measured. */
export function measuredCalls(
  { measured }: PlayedService,
  { feature, provider, model }: Omit<RequestKind, "prompt">,
): MeasuredCalls | undefined {
  const own = measured?.calls.find(
    (one) => one.feature === feature && one.provider === provider && one.model === model,
  );
  return own ?? measured?.all;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param rank from 0 to 1 */
export function quantileOf(values: readonly number[], rank: number): number {
  return values[Math.min(values.length - 1, Math.floor(rank * values.length))] ?? NaN;
}
