import type { CallKind } from "./call-kind";
import {
  measuredCalls,
  quantileOf,
  type MeasuredCalls,
  type PlayedService,
} from "./measured-requests";

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
  /** How single calls scatter around the medians. @default - log-normally */
  readonly scatter?: Scatter;
}

/** Multiples of the medians, each as probable as any other. */
export interface Scatter {
  /** Of the time to the first token, and of that from it to the last. @default - log-normally */
  readonly latency?: readonly (readonly [firstToken: number, generation: number])[];
  /** Of the tokens of a prompt. @default - log-normally */
  readonly inputTokens?: readonly number[];
  /** Of the tokens of an answer. @default - log-normally */
  readonly outputTokens?: readonly number[];
}

/** Where a feature declares a floor, healthy scores keep this distance. */
const ABOVE_FLOOR = 1.3;
const USUAL_TOP_SCORE = 0.8;

/** Of what takes time, the part that passes until the first token, where nobody measured it. */
const FIRST_TOKEN_PART = 0.25;

/**
 * How calls turn out on a good day: as was measured, else as the lab has them. Failure rates are a
 * twentieth to a fifteenth of the default thresholds: docs/chance.md tells which rates page by chance,
 * and at how much traffic.
 */
export function healthyBehaviour(service: PlayedService, kind: CallKind): Behaviour {
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
    ...measuredBehaviour(measuredCalls(service, kind)),
  };
}

/** Asked for in every minute, of the same calls. */
const KNOWN = new WeakMap<MeasuredCalls, Partial<Behaviour>>();

function measuredBehaviour(calls: MeasuredCalls | undefined): Partial<Behaviour> {
  if (!calls) return {};
  let known = KNOWN.get(calls);
  if (!known) KNOWN.set(calls, (known = behaviourOf(calls)));
  return known;
}

function behaviourOf(calls: MeasuredCalls): Partial<Behaviour> {
  const { latencyMs, firstTokenMs, pricePerThousand } = calls;
  const times = latencyMs?.map((whole, index) => {
    const first = firstTokenMs?.[index] ?? whole * FIRST_TOKEN_PART;
    return [first, Math.max(0, whole - first)] as const;
  });
  const firstToken = around(times?.map(([first]) => first));
  const generation = around(times?.map(([, rest]) => rest));
  const input = around(calls.inputTokens);
  const output = around(calls.outputTokens);
  return {
    ...(firstToken && generation
      ? { firstTokenMs: firstToken.median, generationMs: generation.median }
      : {}),
    ...(input ? { inputTokens: input.median } : {}),
    ...(output ? { outputTokens: output.median } : {}),
    ...(pricePerThousand === undefined ? {} : { pricePerThousand }),
    scatter: {
      ...(firstToken && generation
        ? {
            latency: firstToken.multiples.map(
              (multiple, index) => [multiple, generation.multiples[index] ?? 1] as const,
            ),
          }
        : {}),
      ...(input ? { inputTokens: input.multiples } : {}),
      ...(output ? { outputTokens: output.multiples } : {}),
    },
  };
}

function around(values: readonly number[] | undefined) {
  if (!values) return undefined;
  // Of nothing there is no multiple.
  const median = quantileOf(values, 0.5) || 1;
  return { median, multiples: values.map((value) => value / median) };
}
