export { startLocalAgent, type LocalAgent, type LocalAgentOptions } from "./agent";
export { labMatchers, type FiringProps } from "./matchers";
export {
  monitorOfApi,
  monitorsOfExport,
  monitorsOfStack,
  type MonitorDefinition,
  type Unsupported,
} from "./monitors";
export {
  play,
  readSeries,
  replay,
  type AlertOutcome,
  type NotificationSent,
  type PlayProps,
  type ReplayProps,
  type Run,
  type Watched,
} from "./run";
export {
  affecting,
  combine,
  during,
  healthyWeeks,
  LONG_SCENARIOS,
  scenario,
  SCENARIOS,
  type Behaviour,
  type CallKind,
  type Expectation,
  type Incident,
  type Moment,
  type Scenario,
} from "./scenarios";
