export type { Behaviour, CallKind } from "./behaviour";
export { LONG_SCENARIOS, scenario, SCENARIOS } from "./catalogue";
export { healthyWeeks } from "./catalogue/healthy";
export {
  affecting,
  combine,
  during,
  firstModel,
  versionsOf,
  type Expectation,
  type Incident,
  type Measured,
  type Moment,
  type Scenario,
} from "./scenario";
