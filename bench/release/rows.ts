import type { Decision } from "../../release";
import type { Simulation } from "./simulate";

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly simulation: Simulation;
  /** `hourly` spends its error over a declared window; `anytime` needs none. */
  readonly looks: "once" | "hourly" | "anytime";
  /** The goal, in percent. */
  readonly atMost?: readonly [Decision, number];
}

const equal = { requests: 10_000, hours: 24, share: () => 0.5, rate: () => 0.011 };
const wrongRollBacks = ["roll_back", 1] as const;
const wrongPromotions = ["promote", 1] as const;
const worseBy2 = (_model: number, _hour: number, side: "baseline" | "candidate"): number =>
  side === "candidate" ? 0.031 : 0.011;

/** 10 %, a quarter, half, nearly all: while the provider has a bad afternoon. */
const ramp = (hour: number): number => [0.1, 0.25, 0.5, 0.9][Math.floor(hour / 6)] ?? 0.5;

export const ROWS: readonly Row[] = [
  {
    id: "equal",
    title: "equal, one look",
    simulation: equal,
    looks: "once",
    atMost: wrongRollBacks,
  },
  {
    id: "hourly",
    title: "equal, hourly looks in a window",
    simulation: equal,
    looks: "hourly",
    atMost: wrongRollBacks,
  },
  {
    id: "anytime",
    title: "equal, hourly looks without a window",
    simulation: equal,
    looks: "anytime",
    atMost: wrongRollBacks,
  },
  {
    id: "clustered",
    title: "equal, clusters of 20 (correlation 0.01), hourly looks",
    simulation: { ...equal, cluster: { size: 20, correlation: 0.01 } },
    looks: "hourly",
    atMost: wrongRollBacks,
  },
  {
    id: "clustered-once",
    title: "equal, clusters of 20 (correlation 0.01), one look",
    simulation: { ...equal, cluster: { size: 20, correlation: 0.01 } },
    looks: "once",
    atMost: wrongRollBacks,
  },
  {
    id: "mix",
    title: "equal, but more of the worse model (Simpson), hourly looks",
    simulation: {
      ...equal,
      rate: (model) => (model === 0 ? 0.04 : 0.005),
      mix: (_hour, side) => (side === "candidate" ? 0.8 : 0.3),
    },
    looks: "hourly",
    atMost: wrongRollBacks,
  },
  {
    id: "ramp",
    title: "equal, ramped up into a bad afternoon, hourly looks",
    simulation: {
      ...equal,
      share: ramp,
      rate: (_model, hour) => (hour >= 12 ? 0.03 : 0.01),
      mix: (hour) => (hour >= 12 ? 0.7 : 0.4),
    },
    looks: "hourly",
    atMost: wrongRollBacks,
  },
  {
    id: "small",
    title: "equal, 400 requests, hourly looks",
    simulation: { ...equal, requests: 400 },
    looks: "hourly",
    atMost: wrongRollBacks,
  },
  {
    id: "plus-2",
    title: "+2 points, 90/10, hourly looks in a window",
    simulation: { ...equal, share: () => 0.1, rate: worseBy2 },
    looks: "hourly",
    atMost: wrongPromotions,
  },
  {
    id: "plus-2-anytime",
    title: "+2 points, 90/10, hourly looks without a window",
    simulation: { ...equal, share: () => 0.1, rate: worseBy2 },
    looks: "anytime",
    atMost: wrongPromotions,
  },
  {
    id: "plus-2-clustered",
    title: "+2 points, 90/10, clusters of 20, hourly looks",
    simulation: {
      ...equal,
      share: () => 0.1,
      rate: worseBy2,
      cluster: { size: 20, correlation: 0.01 },
    },
    looks: "hourly",
    atMost: wrongPromotions,
  },
  {
    id: "equal-10",
    title: "equal, 90/10, hourly looks in a window",
    simulation: { ...equal, share: () => 0.1 },
    looks: "hourly",
    atMost: wrongRollBacks,
  },
];
