import type { Status } from "./status";

/** What happens to a group, as its state reports it. */
export interface Transition {
  /** Seconds since the epoch. */
  readonly time: number;
  readonly from: Status;
  readonly to: Status;
  readonly value: number;
  readonly notifies: boolean;
  readonly renotification: boolean;
  readonly firstTriggeredAt: number;
  readonly lastTriggeredAt: number;
}
