import type { LlmServiceDeclaration, MetricTag } from "../../telemetry";
import type { Expression } from "../datadog/expression";
import type { Measure, Window } from "../datadog/monitor-query";
import type { Scope } from "../datadog/query";
import type { Receivers } from "../receivers";
import type { RenotifySettings } from "../renotify";
import type { Priority } from "./priority";
import type { ThresholdDefaults, ThresholdSettings } from "./thresholds";

/** Which dashboard an alert links to. */
export type DashboardKind = "health" | "cost" | "quality" | "promptVersions";

/** What a team may set for every signal. */
export interface SignalSettings extends ThresholdSettings {
  /** Minutes or hours, such as `10m` or `1h`; shorter than a day. @default - the signal's own */
  readonly window?: Window;
  /**
   * Fewest events in the window for the alert to page: one failure in two requests is no incident.
   * `false` switches the guard off.
   * @default - the signal's own
   */
  readonly minRequests?: number | false;
  /** Datadog's priority, 1 the most urgent. @default - the signal's own */
  readonly priority?: Priority;
  /** Your own runbook page. @default - the signal's page at the service's `runbooks` address */
  readonly runbook?: string;
  /** Receivers, where they differ from the service's. @default - the service's */
  readonly notify?: Partial<Receivers>;
  /** Reminders while nobody has resolved the alert; `false` for none. @default - the service's `renotify` */
  readonly renotify?: RenotifySettings | false;
}

/** What a team may set for a rate of failures. */
export interface RateSettings extends SignalSettings {
  /**
   * Fewest failures in the window for the alert to page, however few the events are: a handful is
   * noise. `false` switches this guard off.
   * @default 7
   */
  readonly minFailures?: number | false;
}

/** One alert that a signal raises for a service, before a team's settings are applied. */
export interface AlertDefinition {
  /** Distinguishes the alerts of one signal, such as a feature; empty where there is only one. */
  readonly key: string;
  /** What is measured, as the start of a sentence: "Invalid JSON rate". */
  readonly subject: string;
  readonly thresholds: ThresholdDefaults;
  readonly groupBy: readonly MetricTag[];
  /** The measure that is compared, over whatever scope: the monitor's or a graph's. */
  readonly measure: (scope: Scope) => Measure;
  /** Events that the measure rests on; the low-traffic guard counts them. */
  readonly volume?: (scope: Scope) => Expression;
  /** Events that failed, where the measure is a rate of failures. */
  readonly failures?: (scope: Scope) => Expression;
  /** Threshold in the unit of the query, where that differs from the unit people write. */
  readonly toQueryUnit?: (value: number) => number;
  /** Fixed template variables of the linked dashboard, such as the feature. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Settings that hold for this alert only, such as those of one feature. */
  readonly settings?: ThresholdSettings;
  /** An empty window counts as 0. @default - an empty window is no trouble */
  readonly missingDataIsZero?: true;
}

/** What people are told of a signal. */
export interface SignalDescription {
  readonly id: string;
  /** Name in tables and on pages. */
  readonly title: string;
  /** Why anyone should get up for it, in one sentence. */
  readonly meaning: string;
  readonly dashboard: DashboardKind;
  readonly priority: Priority;
  /** The guide's next steps for this very signal. */
  readonly nextSteps: readonly string[];
  /** Search for the spans to look at, beyond env and service; `{critical}` stands for the threshold. */
  readonly spans: string;
}

/** A kind of alert: what it means, when it applies, and what to do. One file per signal. */
export interface Signal<
  Settings extends SignalSettings = SignalSettings,
> extends SignalDescription {
  /** What a service must declare to have it, as in "without …". @default - every service has it */
  readonly needs?: string;
  readonly window: Window;
  /** Default of the low-traffic guard; absent where the measure has a floor of its own. */
  readonly minRequests?: number;
  /** Default of the guard of a rate of failures. */
  readonly minFailures?: number;
  /** Created only when asked for. */
  readonly offByDefault?: true;
  /** Graphs show totals per this many seconds, where the threshold is a total and not a rate. */
  readonly graphTotalsPerSeconds?: number;
  /** The alerts of a service; none where the service cannot have them. */
  readonly alerts: (
    service: LlmServiceDeclaration,
    settings: Settings,
  ) => readonly AlertDefinition[];
}
