export { startLocalAgent, type LocalAgent, type LocalAgentOptions } from "./agent";
export { MetricStore, runTimeseries, type Timeseries } from "./metrics";
export { labMatchers, type FiringProps, type LabMatchers } from "./matchers";
export { monitorOfApi, monitorsOfExport, monitorsOfStack } from "./inputs";
export { type MonitorDefinition, type Unsupported } from "./monitors";
export { writeReport, type ReportProps } from "./report";
export { readRecording, RecordingFile } from "./inputs";
export {
  Recorder,
  type RecordedMetric,
  type RecorderProps,
  type RecordingSummary,
} from "./recorder";
export {
  alertsOf,
  backtest,
  play,
  playTraffic,
  readSeries,
  replay,
  type Alert,
  type AlertOutcome,
  type BacktestRow,
  type NotificationSent,
  type PlayProps,
  type RunRecording,
  type ReplayProps,
  type Run,
  type Watched,
} from "./run";
export { dashboardsOfStack, type Dashboard } from "./inputs";
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
  type Measured,
  type Moment,
  type Scenario,
} from "./scenarios";
