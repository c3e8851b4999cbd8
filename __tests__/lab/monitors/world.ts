import { MetricStore } from "../../../lab/metrics";
import { MonitorEvaluator, type MonitorDefinition, type MonitorEvent } from "../../../lab/monitors";
import { monitorsOfStack } from "../../../lab/inputs";

/** Midnight, UTC. */
export const START = 1_780_272_000;
export const MINUTE = 60;
export const HOUR = 3_600;
export const DAY = 86_400;

type MonitorBlock = Readonly<Record<string, unknown>>;

/** A `datadog_monitor` without delay, which the tests of delay add. */
export function monitor(query: string, more: MonitorBlock = {}): MonitorBlock {
  return {
    name: "test",
    type: query.includes("&&") || query.includes("||") ? "composite" : "query alert",
    query,
    message: "{{value}}",
    require_full_window: false,
    ...more,
  };
}

/** New hosts are evaluated at once. */
export const NO_DELAY = { new_group_delay: 0, new_host_delay: 0 };

/** A store, monitors over it, and a clock that starts at {@link START}. */
export class World {
  readonly store = new MetricStore();
  readonly evaluator: MonitorEvaluator;

  /** @param monitors Blocks of Terraform by name, or monitors read from elsewhere. */
  constructor(
    monitors: Readonly<Record<string, MonitorBlock>> | readonly MonitorDefinition[],
    start = START,
  ) {
    const definitions = isRead(monitors)
      ? monitors
      : monitorsOfStack({ resource: { datadog_monitor: monitors } });
    this.evaluator = new MonitorEvaluator({
      store: this.store,
      monitors: definitions,
      start,
      timelines: true,
    });
  }

  /** Adds a count at a minute after the start. */
  count(name: string, minute: number, value: number, ...tags: string[]): void {
    this.store.add("count", name, tags, value, START + minute * MINUTE);
  }

  distribution(name: string, minute: number, value: number, ...tags: string[]): void {
    this.store.add("distribution", name, tags, value, START + minute * MINUTE);
  }

  advance(minute: number): void {
    this.evaluator.advance(START + minute * MINUTE);
  }

  /** Value at a minute of the only group of a monitor, or of the first. */
  value(minute: number, id = "m"): number {
    const timeline = this.evaluator.timelines().find(({ monitor: one }) => one === id);
    const index = timeline?.times.indexOf(START + minute * MINUTE) ?? -1;
    return timeline?.values[index] ?? NaN;
  }

  /** Status at a minute, or undefined where there is no evaluation. */
  status(minute: number, id = "m"): string | undefined {
    const timeline = this.evaluator.timelines().find(({ monitor: one }) => one === id);
    return timeline?.statuses[timeline.times.indexOf(START + minute * MINUTE)];
  }

  /** `12: OK>Alert` for each event of a monitor. */
  story(id = "m"): string[] {
    return this.evaluator.events.filter((event) => event.monitor === id).map(line);
  }
}

function isRead(monitors: object): monitors is readonly MonitorDefinition[] {
  return Array.isArray(monitors);
}

function line({ minute, from, to, transition, notification }: MonitorEvent): string {
  const what = transition === "renotified" ? `again ${to}` : `${from}>${to}`;
  return `${minute}: ${what}${notification ? "" : " (silent)"}`;
}

/** Fills a metric with one value per minute, from a minute on. */
export function fill(world: World, name: string, from: number, values: readonly number[]): void {
  values.forEach((value, index) => world.count(name, from + index, value));
}
