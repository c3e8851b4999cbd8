export { alertsOf, tagOf, type Alert } from "./alerts";
export type { AlertOutcome, NotificationSent } from "./outcome";
export { play, type PlayProps, type Run, type Watched } from "./play";
export { readSeries, replay, type ReplayProps } from "./replay";
