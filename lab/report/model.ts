import type { AlertOutcome, BacktestRow, NotificationSent } from "../run";
import type { Dashboard } from "../inputs";
import type { GroupTags } from "../metrics";
import type { MonitorEvent, StatusName, Unsupported } from "../monitors";
import type { KeptRequest } from "../simulation";
import type { EncodedSeries } from "./series-codec";

/** What the page knows of each run before it opens one. */
export interface ReportHead {
  /** With its environment. */
  readonly service: string;
  readonly scenario: string;
  /** What happens, in a sentence. */
  readonly title: string;
  readonly ok: boolean;
  /** From when minutes count. */
  readonly onset: number;
  /** Of recorded points, in which no incident is known. */
  readonly isReplay?: boolean;
  /** Whether anything was expected of the alerts. */
  readonly isJudged: boolean;
  /** Signals whose alerts fired, each with the minute of the first. */
  readonly fired: readonly FiredSignal[];
  /** Alerts that should have fired and did not. */
  readonly missed: readonly string[];
  readonly notifications: number;
  /** The recording has nothing that the monitors read. */
  readonly nothingRecorded?: true;
  /** The same of the run with which it is compared. */
  readonly before?: Pick<ReportHead, "ok" | "fired" | "missed" | "notifications">;
  /** Alerts that do otherwise than in that one. */
  readonly changes?: number;
}

export interface FiredSignal {
  readonly signal: string;
  /** Minutes since the incident began. */
  readonly minute: number;
  readonly ok: boolean;
}

/** One run, as the page shows it. Times are seconds since the epoch. */
export interface RunReport {
  /** With its environment. */
  readonly service: string;
  readonly scenario: string;
  readonly ok: boolean;
  readonly title: string;
  readonly seed: number;
  readonly requests: number;
  readonly from: number;
  readonly to: number;
  readonly onset: number;
  /** Of recorded points, in which no incident is known. */
  readonly isReplay?: boolean;
  /** Whether anything was expected of the alerts. */
  readonly isJudged: boolean;
  /** The recording has nothing that the monitors read. */
  readonly nothingRecorded?: true;
  /** What other thresholds would have done, where that was asked for. */
  readonly thresholds?: readonly BacktestRow[];
  readonly alerts: readonly AlertOutcome[];
  readonly notifications: readonly NotificationSent[];
  readonly unsupported: readonly Unsupported[];
  readonly monitors: readonly MonitorReport[];
  readonly dashboards: readonly Dashboard[];
  readonly traces: readonly KeptRequest[];
  readonly series: EncodedSeries;
  /** The run with which it is compared. */
  readonly before?: BeforeReport;
}

/** What the same scenario did before a change, such as one of thresholds. */
export type BeforeReport = Pick<RunReport, "ok" | "alerts" | "notifications" | "monitors">;

export interface MonitorReport {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly tags: readonly string[];
  readonly priority: number | undefined;
  /** What pages, as distinct from what it combines. */
  readonly pages: boolean;
  readonly signal: string;
  readonly key: string;
  /** Ids of a composite's members, in the order of its query. */
  readonly members: readonly string[];
  /** A composite's query, its members by their letters; empty otherwise. */
  readonly formula: string;
  /** Of what it measures, where that is one. */
  readonly unit?: string;
  /** Absent for a composite. */
  readonly threshold?: MonitorThreshold;
  readonly groups: readonly GroupReport[];
}

export interface MonitorThreshold {
  readonly comparator: string;
  readonly critical: number;
  readonly warning?: number;
}

/** What one group's evaluations gave. */
export interface GroupReport {
  readonly group: GroupTags;
  readonly times: readonly number[];
  /** `null` where there is none. */
  readonly values: readonly (number | null)[];
  readonly states: readonly State[];
  readonly marks: readonly Mark[];
}

/** A stretch of one status; the end is excluded. */
export interface State {
  readonly from: number;
  readonly to: number;
  readonly status: StatusName;
}

/** A notification. */
export interface Mark {
  readonly time: number;
  readonly transition: MonitorEvent["transition"];
  readonly status: StatusName;
  readonly title: string;
  readonly receivers: readonly string[];
}
