import { stratumOf, type Cell, type Side } from "../cell";
import type { HourOfSums } from "../statistics/ratio-of-sums";

/** The same hours of both versions, for one model and feature, while their shares were about the same. */
export interface Stratum {
  readonly model: string;
  readonly feature: string;
  readonly baseline: readonly HourOfSums[];
  readonly candidate: readonly HourOfSums[];
  /** What its difference counts for; all add up to 1. */
  readonly weight: number;
}

/** Which stretches of time can be compared, found from the requests. */
export interface Overlap {
  /** Stretches, by stratum, in which both versions served, and the phase of the rollout that each is of. */
  readonly phases: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Share of the candidate's requests that can be compared, from 0 to 1. */
  readonly share: number;
}

/** Standard deviations that the candidate's share must move for a new phase to have begun. */
const NEW_PHASE = 4;
/** Below so many events on a side, a stratum says next to nothing, and would only widen everything. */
const FEWEST_EVENTS = 10;

/**
 * Stretches in which both versions served the same model and feature. A rollout has phases: while the
 * candidate's share is constant, hours cannot pass their troubles on to one version only.
 */
export function overlapOf(requests: readonly Cell[]): Overlap {
  const phaseAt = phasesOf(requests);
  const byStratum = new Map<string, Map<number, Record<Side, number>>>();
  for (const cell of requests) {
    const times = entry(byStratum, stratumOf(cell), () => new Map<number, Record<Side, number>>());
    entry(times, cell.time, () => ({ baseline: 0, candidate: 0 }))[cell.side] += cell.events;
  }
  let [comparable, all] = [0, 0];
  const phases = new Map<string, Map<number, number>>();
  for (const [stratum, times] of byStratum) {
    const shared = new Map<number, number>();
    for (const [time, { baseline, candidate }] of times) {
      all += candidate;
      if (baseline === 0 || candidate === 0) continue;
      comparable += candidate;
      shared.set(time, phaseAt.get(time) ?? 0);
    }
    phases.set(stratum, shared);
  }
  return { phases, share: all === 0 ? 0 : comparable / all };
}

function phasesOf(requests: readonly Cell[]): Map<number, number> {
  const times = new Map<number, Record<Side, number>>();
  for (const { time, side, events } of requests) {
    entry(times, time, () => ({ baseline: 0, candidate: 0 }))[side] += events;
  }
  const phaseAt = new Map<number, number>();
  let phase = 0;
  let [candidates, all] = [0, 0];
  for (const [time, { baseline, candidate }] of [...times].sort(([a], [b]) => a - b)) {
    const count = baseline + candidate;
    // One more on either side: a phase that has only one version so far has no certain share.
    const share = (candidates + 1) / (all + 2);
    const deviation = Math.sqrt(share * (1 - share) * (count + (count * count) / (all + 2)));
    if (all > 0 && Math.abs(candidate - count * share) > NEW_PHASE * deviation) {
      phase += 1;
      [candidates, all] = [0, 0];
    }
    candidates += candidate;
    all += count;
    phaseAt.set(time, phase);
  }
  return phaseAt;
}

/**
 * The strata of a measure. Models and features count by the baseline's traffic: that is what the
 * candidate is to take over. Phases of one of them count by what they tell.
 */
export function strataOf(cells: readonly Cell[], overlap: Overlap): Stratum[] {
  const found = new Map<string, Gathered>();
  for (const cell of cells) {
    const stratum = stratumOf(cell);
    const phase = overlap.phases.get(stratum)?.get(cell.time);
    if (phase === undefined) continue;
    const { model, feature } = cell;
    const group = entry(found, `${stratum}\n${phase}`, () => ({
      group: stratum,
      model,
      feature,
      hours: new Map<number, Record<Side, HourOfSums>>(),
    }));
    const hour = entry(group.hours, cell.time, () => ({ baseline: NONE, candidate: NONE }));
    const { events, total } = hour[cell.side];
    hour[cell.side] = { events: events + cell.events, total: total + cell.total };
  }
  return weighted([...found.values()]);
}

const NONE: HourOfSums = { events: 0, total: 0 };

interface Gathered {
  readonly group: string;
  readonly model: string;
  readonly feature: string;
  readonly hours: Map<number, Record<Side, HourOfSums>>;
}

function weighted(gathered: readonly Gathered[]): Stratum[] {
  const parts = gathered
    .map(({ group, model, feature, hours }) => {
      const baseline = [...hours.values()].map((hour) => hour.baseline);
      const candidate = [...hours.values()].map((hour) => hour.candidate);
      const [before, after] = [eventsOf(baseline), eventsOf(candidate)];
      return { group, model, feature, baseline, candidate, before, after };
    })
    .filter(({ before, after }) => before >= FEWEST_EVENTS && after >= FEWEST_EVENTS);
  const told = ({ before, after }: { before: number; after: number }): number =>
    (before * after) / (before + after);
  const groups = new Map<string, { traffic: number; told: number }>();
  let traffic = 0;
  for (const part of parts) {
    const sums = entry(groups, part.group, () => ({ traffic: 0, told: 0 }));
    sums.traffic += part.before;
    sums.told += told(part);
    traffic += part.before;
  }
  return parts.map((part) => {
    const sums = groups.get(part.group) ?? { traffic: 0, told: 1 };
    const { model, feature, baseline, candidate } = part;
    const weight = (sums.traffic / traffic) * (told(part) / sums.told);
    return { model, feature, baseline, candidate, weight };
  });
}

export const eventsOf = (hours: readonly HourOfSums[]): number =>
  hours.reduce((sum, { events }) => sum + events, 0);

export const totalOf = (hours: readonly HourOfSums[]): number =>
  hours.reduce((sum, { total }) => sum + total, 0);

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}
