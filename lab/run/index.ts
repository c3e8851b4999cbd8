export { backtest, type BacktestRow } from "./backtest";
export { alertsOf, tagOf, type Alert } from "./alerts";
export { isPageSent, type AlertOutcome, type NotificationSent } from "./outcome";
export { runName } from "./run-name";
export { play, type PlayProps, type Run, type Watched } from "./play";
export { playTraffic } from "./play-traffic";
export type { RunRecording } from "./run-recording";
export { readSeries, replay, type ReplayProps } from "./replay";
export { sentFor } from "./sent-for";
