import type { LlmServiceDeclaration } from "../../telemetry";

/** One kind of calls: what is the same on all of them. */
export interface CallKind {
  /** Product surface. */
  readonly feature: string;
  /** Name of the prompt. */
  readonly prompt: string;
  /** Version of the prompt. */
  readonly version: string;
  /** Who is called. */
  readonly provider: string;
  /** As requested from the provider. */
  readonly model: string;
}

/** How the calls of one kind turn out, at one moment. Rates are from 0 to 1. */
export interface Behaviour {
  /** Share of calls that the provider fails. */
  readonly errorRate: number;
  /** HTTP status of such a failure. */
  readonly errorStatus: number;
  /** Median milliseconds from the call to the first token. */
  readonly firstTokenMs: number;
  /** Median milliseconds from the first token to the last. */
  readonly generationMs: number;
  /** Median tokens sent. */
  readonly inputTokens: number;
  /** Median tokens generated. */
  readonly outputTokens: number;
  /** Attempts after the first. They are paid for, too. */
  readonly retries: number;
  /** US dollars per thousand tokens; `undefined` where the price is not known. */
  readonly pricePerThousand: number | undefined;
  /** Share of structured answers that do not parse. */
  readonly invalidJsonRate: number;
  /** Mean correctness score, 0 to 1. */
  readonly correctness: number;
  /** Mean safety score, 0 to 1. */
  readonly safety: number;
  /** Share of failed calls, by tool. */
  readonly toolFailureRates: Readonly<Record<string, number>>;
  /** Mean of a retrieval's best score. */
  readonly topScore: number;
  /** Chunks that a retrieval finds. */
  readonly hitCount: number;
}

/** Where a feature declares a floor, healthy scores keep this distance. */
const ABOVE_FLOOR = 1.3;
const USUAL_TOP_SCORE = 0.8;

/**
 * How calls turn out on a good day. Failure rates are a twentieth to a fifteenth of the default
 * thresholds: docs/chance.md tells which rates page by chance, and at how much traffic.
 */
export function healthyBehaviour(service: LlmServiceDeclaration, kind: CallKind): Behaviour {
  const floor = service.features[kind.feature]?.retrieval?.topScoreFloor;
  return {
    errorRate: 0.002,
    errorStatus: 503,
    firstTokenMs: 450,
    generationMs: 1_300,
    inputTokens: 1_800,
    outputTokens: 300,
    retries: 0,
    pricePerThousand: 0.005,
    invalidJsonRate: 0.001,
    correctness: 0.9,
    safety: 0.97,
    toolFailureRates: Object.fromEntries((service.tools ?? []).map((tool) => [tool, 0.003])),
    topScore: floor === undefined ? USUAL_TOP_SCORE : floor * ABOVE_FLOOR,
    hitCount: 5,
  };
}
