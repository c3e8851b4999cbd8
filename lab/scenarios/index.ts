export type { Behaviour } from "./behaviour";
export type { CallKind } from "./call-kind";
export { LONG_SCENARIOS, scenario, SCENARIOS } from "./catalogue";
export { healthyWeeks } from "./catalogue/healthy";
export {
  affecting,
  combine,
  during,
  versionsOf,
  type Expectation,
  type Incident,
  type Measured,
  type Moment,
  type Scenario,
} from "./scenario";
export { firstModel } from "./shares";
