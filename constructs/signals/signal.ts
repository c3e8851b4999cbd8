import type { Checks, LlmServiceDeclaration, MetricTag } from "../../telemetry";
import type { Expression } from "../datadog/expression";
import type { CumulativeWindow, Measure, Window } from "../datadog/monitor-query";
import type { Scope } from "../datadog/query";
import type { Receivers } from "../receivers";
import type { RenotifySettings } from "../renotify";
import type { Priority } from "./priority";
import type { RateCounts } from "./rate";
import type { ThresholdDefaults, ThresholdSettings } from "./thresholds";

/** Which dashboard an alert links to. */
export type DashboardKind = "health" | "cost" | "quality" | "promptVersions";

/** What a team may set for every signal, whatever it measures. */
export interface AlertSettings {
  /** Datadog's priority, 1 the most urgent. @default - the signal's own */
  readonly priority?: Priority;
  /** Your own runbook page. @default - the signal's page at the service's `runbooks` address */
  readonly runbook?: string;
  /** Receivers, where they differ from the service's. @default - the service's */
  readonly notify?: Partial<Receivers>;
  /** Reminders while nobody has resolved the alert; `false` for none. @default - the service's `renotify` */
  readonly renotify?: RenotifySettings | false;
  /** Evaluate it, and tell nobody. @default - the service's `draft` */
  readonly draft?: boolean;
}

/** What a team may set for a signal with thresholds. */
export interface SignalSettings extends AlertSettings, ThresholdSettings {
  /** Minutes or hours, such as `10m` or `1h`; shorter than a day. @default - the signal's own */
  readonly window?: Window;
}

/** What a team may set for a measure without failures, such as a percentile or a mean. */
export interface MeasureSettings extends SignalSettings {
  /**
   * Fewest events in the window for the alert to page: a percentile of two requests says nothing.
   * `false` switches the guard off.
   * @default - the signal's own
   */
  readonly minRequests?: number | false;
}

/** What a team may set for a rate of failures. */
export interface RateSettings extends SignalSettings {
  /**
   * Fewest failures in the window for the alert to page, however few the events are: a handful is
   * noise. Counted are those beyond half of the rate that warns. `false` switches the guard off.
   * @default - the signal's own, mostly 7
   */
  readonly minFailures?: number | false;
}

/** Settings of a signal, whichever guard it has. */
export type AnySettings = MeasureSettings & RateSettings;

/** Thresholds of an alert, and the settings that they are completed from. */
interface AlertThresholds {
  readonly thresholds: ThresholdDefaults;
  /** Settings that hold for this alert only, such as those of one feature. */
  readonly settings?: ThresholdSettings;
  /** Its thresholds are not those that a team sets for the signal. */
  readonly ownThresholds?: true;
}

/** One alert that a signal raises for a service, before a team's settings are applied. */
export interface AlertDefinition extends AlertThresholds {
  /** Distinguishes the alerts of one signal, such as a feature; empty where there is only one. */
  readonly key: string;
  /** What is measured, as the start of a sentence: "Invalid JSON rate". */
  readonly subject: string;
  readonly groupBy: readonly MetricTag[];
  /** The measure that is compared, over whatever scope: the monitor's or a graph's. */
  readonly measure: (scope: Scope) => Measure;
  /** Where the measure is a rate of failures: what it counts. The failures guard it. */
  readonly counts?: (scope: Scope) => RateCounts;
  /** Otherwise: the events that the measure rests on. Too few of them, and the alert is silent. */
  readonly volume?: (scope: Scope) => Expression;
  /** The events of what the measure is compared with. */
  readonly comparedVolume?: (scope: Scope) => Expression;
  /** @default - the signal's, which a team may set */
  readonly window?: CumulativeWindow;
  /** @default - the signal's */
  readonly dashboard?: DashboardKind;
  /** Fixed template variables of the linked dashboard, such as the feature. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A window without any point is what the alert is about. @default - it is no trouble */
  readonly pagesWithoutData?: true;
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
export interface Signal<Settings extends AnySettings = AnySettings> extends SignalDescription {
  /** What a service must declare to have it, as in "without …". @default - every service has it */
  readonly needs?: string;
  readonly window: Window;
  /** Default of the guard of a measure without failures; absent where the measure has a floor of its own. */
  readonly minRequests?: number;
  /** Default of the guard of a rate of failures. */
  readonly minFailures?: number;
  /** Created only when asked for. */
  readonly offByDefault?: true;
  /** Graphs show totals per this many seconds, where the threshold is a total and not a rate. */
  readonly graphTotalsPerSeconds?: number;
  /** What a team may set, each by its check. */
  readonly checks: Checks<Settings>;
  /** The alerts of a service; none where the service cannot have them. */
  readonly alerts: (
    service: LlmServiceDeclaration,
    settings?: Settings,
  ) => readonly AlertDefinition[];
}
