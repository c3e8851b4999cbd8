export type { Behaviour, CallKind } from "./behaviour";
export { LONG_SCENARIOS, scenario, SCENARIOS } from "./catalogue";
export { healthyWeeks } from "./catalogue/healthy";
export {
  affecting,
  combine,
  during,
  firstModel,
  modelsOf,
  versionsOf,
  type Expectation,
  type Incident,
  type Measured,
  type ModelChoice,
  type Moment,
  type Scenario,
} from "./scenario";
