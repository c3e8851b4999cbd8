import type { Metric, State } from "../../../support/datadog-server/state";

export const metric = (state: State, name: string): Metric => state.metrics.get(name)!;
export const all = (state: State): Metric[] => [...state.metrics.values()];
export const points = (state: State) => all(state).flatMap((one) => one.points);

export function monitor(state: State, part: string) {
  return state.monitors.find(({ name }) => name.includes(part))!;
}

export function replaceTag(state: State, from: string, to: string): void {
  for (const one of points(state)) one.tags = one.tags.map((tag) => (tag === from ? to : tag));
}

export function dropTag(state: State, name: string, key: string): void {
  for (const one of metric(state, name).points) {
    one.tags = one.tags.filter((tag) => !tag.startsWith(`${key}:`));
  }
}
