import type { LlmServiceInEnv } from "../../telemetry";
import { MetricStore } from "../metrics";
import { Traffic } from "../simulation";
import { type Scenario } from "../scenarios";
import type { KeptRequest } from "../simulation";
import { stretchesOf } from "./stretches";

const HOUR = 3_600;

/** How traffic is made. */
export interface TrafficOptions {
  /** The same seed gives the same run. @default 1 */
  readonly seed?: number;
  /** Called with the share that is done, from 0 to 1. @default - nobody is told */
  readonly onProgress?: (done: number) => void;
  /** Whether to keep the spans of some requests. @default false */
  readonly spans?: boolean;
}

/** Whoever looks at the store while it fills, such as an evaluator. */
export interface Watcher {
  /** The metrics that it reads: no others are stored. @default all */
  readonly metrics?: ReadonlySet<string>;
  /** The store is complete up to here, in seconds since the epoch. */
  advance(to: number): void;
}

export interface PlayedTraffic<W extends Watcher> {
  readonly watcher: W;
  readonly store: MetricStore;
  readonly seed: number;
  /** The stretch that was played last, in seconds since the epoch; the end is excluded. */
  readonly from: number;
  readonly to: number;
  /** Seconds since the epoch from which the watcher was told. */
  readonly start: number;
  /** Seconds since the epoch at which the incident begins. */
  readonly onset: number;
  /** Simulated requests. */
  readonly requests: number;
  /** Some of them, where their spans were kept. */
  readonly kept: readonly KeptRequest[];
}

/**
 * Plays a scenario's traffic for a service into a store, under the eyes of a watcher.
 *
 * Of the day before, only the hours are played that alerts compare with: monitors that look back read
 * nothing else.
 *
 * @param watch Makes the watcher, which is told from `start` on.
 */
export function playTraffic<W extends Watcher>(
  service: LlmServiceInEnv,
  scenario: Scenario,
  { seed = 1, onProgress, spans = false }: TrafficOptions,
  watch: (store: MetricStore, start: number) => W,
): PlayedTraffic<W> {
  const { onset, start, yesterday, today } = stretchesOf(service, scenario);
  const store = new MetricStore();
  const watcher = watch(store, start);
  const { metrics } = watcher;
  const traffic = new Traffic({ service, scenario, store, seed, onset, spans, metrics });
  const [from, to] = today;
  const total = (yesterday[1] - yesterday[0] + to - from) / 60;
  let done = 0;
  const playStretch = (begin: number, end: number, evaluate: boolean): void => {
    for (let time = begin; time < end; time += 60) {
      traffic.playMinute(time);
      done += 1;
      if ((time + 60 - begin) % HOUR !== 0 && time + 60 < end) continue;
      if (evaluate) watcher.advance(time + 60);
      onProgress?.(done / total);
    }
  };
  playStretch(...yesterday, false);
  playStretch(...today, true);
  const { requests, keptRequests: kept } = traffic;
  return { watcher, store, seed, start, from, to, onset, requests, kept };
}
