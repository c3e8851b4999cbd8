import type { Estimate, Interval } from "./statistics/interval";
import { kappa, type Agreement } from "./statistics/kappa";
import { mover } from "./statistics/mover";
import { wilson } from "./statistics/wilson";

/** What a judge and a person said of one answer. */
export interface JudgeLabel {
  readonly pass: boolean;
  readonly humanPass: boolean;
  /** When, in seconds since the epoch. */
  readonly time?: number | undefined;
}

/** How far a judge agrees with people. */
export interface JudgeAgreement {
  readonly labels: number;
  readonly agreed: number;
  /** Beyond chance, with its interval of 95 %; undefined where nothing is known of it. */
  readonly kappa?: Estimate;
  /** Only how far they agree at least is known: counts do not say who was the stricter. */
  readonly isLeast?: boolean;
  /** By how much the share of agreement changed from the older half of the labels to the newer one. */
  readonly drift?: Estimate;
  /** Of labels that have a time, the oldest first; those that drift leaves out are among them. */
  readonly weeks?: readonly JudgedWeek[];
}

/** Monday to Sunday in UTC. */
interface JudgedWeek {
  /** The Monday, in seconds since the epoch. */
  readonly from: number;
  readonly labels: number;
  readonly agreed: number;
}

/** Of 95 %, between both sides. */
const Z = 1.959964;

/**
 * A judge decides where its agreement is surely more than fair.
 *
 * @see Landis, J. R. and Koch, G. G. (1977). The measurement of observer agreement for categorical data.
 * Biometrics 33, 159–174.
 */
const LEAST_KAPPA = 0.4;

/** Labels in each half, below which nothing is said of drift. */
const FEWEST_IN_HALF = 20;

/** The agreement by labels; where it drifted, by the newer half of them. */
export function agreementOf(labels: readonly JudgeLabel[]): JudgeAgreement {
  const drift = driftOf(labels);
  const hasDrifted = drift !== undefined && (drift.high < 0 || drift.low > 0);
  const own = hasDrifted ? halvesOf(labels)[1] : labels;
  const count = (pass: boolean, humanPass: boolean): number =>
    own.filter((label) => label.pass === pass && label.humanPass === humanPass).length;
  const counts: Agreement = {
    bothPass: count(true, true),
    bothFail: count(false, false),
    onlyJudgePasses: count(true, false),
    onlyPersonPasses: count(false, true),
  };
  const found = own.length === 0 ? undefined : cautious(counts);
  return {
    labels: own.length,
    agreed: counts.bothPass + counts.bothFail,
    ...(found && { kappa: found }),
    ...(drift && { drift }),
    weeks: weeksOf(labels),
  };
}

/** Where nearly all agree, the interval of large samples has no width: disagreement by Wilson has. */
function cautious(counts: Agreement): Estimate | undefined {
  const found = kappa(counts, Z);
  if (found === undefined) return undefined;
  const apart = counts.onlyJudgePasses + counts.onlyPersonPasses;
  const all = apart + counts.bothPass + counts.bothFail;
  const judge = (counts.bothPass + counts.onlyJudgePasses) / all;
  const person = (counts.bothPass + counts.onlyPersonPasses) / all;
  const low = kappaAt(wilson(apart, all, Z).high, judge, person);
  return { ...found, low: Math.max(-1, Math.min(found.low, low)) };
}

/** Kappa where so many disagree, and judge and person let pass such shares. */
function kappaAt(apart: number, judge: number, person: number): number {
  const byChance = judge * person + (1 - judge) * (1 - person);
  return 1 - apart / (1 - byChance);
}

/**
 * The agreement by what metrics count. They do not say whether the judge or the person was the stricter:
 * so it is at least what it would be with the one that makes most of it chance.
 *
 * @param passRate share that the judge lets pass
 */
export function agreementOfCounts(
  checks: number,
  disagreements: number,
  passRate: number,
): JudgeAgreement {
  const atMost = (apart: number): number => {
    const person = passRate >= 0.5 ? Math.min(1, passRate + apart) : Math.max(0, passRate - apart);
    return kappaAt(apart, passRate, person);
  };
  const value = atMost(disagreements / checks);
  const low = Math.max(-1, atMost(wilson(disagreements, checks, Z).high));
  return {
    labels: checks,
    agreed: checks - disagreements,
    ...(checks > 0 && Number.isFinite(value) && { kappa: { value, low, high: 1 } }),
    isLeast: true,
  };
}

/** The older and the newer half, of labels that have a time. */
function halvesOf(labels: readonly JudgeLabel[]): [JudgeLabel[], JudgeLabel[]] {
  const timed = labels
    .filter(({ time }) => time !== undefined)
    .sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  const middle = Math.floor(timed.length / 2);
  return [timed.slice(0, middle), timed.slice(middle)];
}

const WEEK = 7 * 86_400;
/** The epoch began on a Thursday. */
const MONDAY = 4 * 86_400;

function weeksOf(labels: readonly JudgeLabel[]): JudgedWeek[] {
  const weeks = new Map<number, { labels: number; agreed: number }>();
  for (const { pass, humanPass, time } of labels) {
    if (time === undefined) continue;
    const from = Math.floor((time - MONDAY) / WEEK) * WEEK + MONDAY;
    const { labels: before, agreed } = weeks.get(from) ?? { labels: 0, agreed: 0 };
    weeks.set(from, { labels: before + 1, agreed: agreed + (pass === humanPass ? 1 : 0) });
  }
  return [...weeks].map(([from, week]) => ({ from, ...week })).sort((a, b) => a.from - b.from);
}

function driftOf(labels: readonly JudgeLabel[]): Estimate | undefined {
  const [before, after] = halvesOf(labels);
  if (before.length < FEWEST_IN_HALF) return undefined;
  const share = (half: readonly JudgeLabel[]): Interval & { readonly value: number } => {
    const agreed = half.filter(({ pass, humanPass }) => pass === humanPass).length;
    return { value: agreed / half.length, ...wilson(agreed, half.length, Z) };
  };
  const [one, other] = [share(before), share(after)];
  return mover([
    { weight: 1, ...other },
    { weight: -1, ...one },
  ]);
}

/** Why a judge must not decide, as the end of a sentence; undefined where it may. */
export function distrustOf(agreement: JudgeAgreement | undefined): string | undefined {
  if (agreement === undefined || agreement.labels === 0) {
    return "the agreement of its judge with people is unknown";
  }
  const { kappa: found, labels } = agreement;
  if (found === undefined) {
    return `the agreement of its judge is unknown: judge or people said the same of all ${labels} answers`;
  }
  if (found.low > LEAST_KAPPA) return undefined;
  const between = `kappa ${found.value.toFixed(2)}, and maybe ${found.low.toFixed(2)}, of ${labels} labels; allowed: surely above ${LEAST_KAPPA}`;
  if (found.value <= LEAST_KAPPA) return `its judge agrees too little with people (${between})`;
  const times = ((found.value - found.low) / (found.value - LEAST_KAPPA)) ** 2;
  return `too few labels say how far its judge agrees with people (${between}, for which some ${Math.ceil(labels * times)} would do)`;
}

/** How far a judge agrees, for whoever reads the verdict. */
export function agreementSentences({
  labels,
  agreed,
  kappa: found,
  isLeast = false,
  drift,
  weeks = [],
}: JudgeAgreement): string[] {
  if (labels === 0) return [];
  const beyond =
    found === undefined
      ? ""
      : isLeast
        ? `: kappa at least ${found.value.toFixed(2)} (${found.low.toFixed(2)}), whichever of both was stricter`
        : `: kappa ${found.value.toFixed(2)} (${found.low.toFixed(2)} to ${found.high.toFixed(2)})`;
  return [
    `The judge agrees with people in ${agreed} of ${labels} answers${beyond}.`,
    ...(drift === undefined ? [] : [driftSentence(drift)]),
    ...(weeks.length < 2 ? [] : [weeksSentence(weeks)]),
  ];
}

const MAX_WEEKS = 6;

function weeksSentence(weeks: readonly JudgedWeek[]): string {
  const shown = weeks.slice(-MAX_WEEKS).map(({ from, labels, agreed }) => {
    const monday = new Date(from * 1_000).toISOString().slice(0, 10);
    return `${Math.round((100 * agreed) / labels)} % of ${labels} from ${monday} on`;
  });
  const earlier = weeks.length > MAX_WEEKS ? ` (the last ${MAX_WEEKS} of ${weeks.length})` : "";
  return `Agreement by week${earlier}: ${shown.join(", ")}.`;
}

function driftSentence({ value, low, high }: Estimate): string {
  const points = (share: number): string =>
    `${share < 0 ? "−" : "+"}${(100 * Math.abs(share)).toFixed(1)}`;
  const moved = `${points(value)} points, between ${points(low)} and ${points(high)}`;
  if (high < 0)
    return `It agrees less than before (${moved}): the newer half of the labels counts.`;
  if (low > 0) return `It agrees more than before (${moved}): the newer half of the labels counts.`;
  return `No drift beyond chance from the older half of the labels to the newer (${moved}).`;
}
