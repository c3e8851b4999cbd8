import type { LlmServiceDeclaration } from "../../telemetry";
import type { Behaviour } from "./behaviour";
import type { CallKind } from "./call-kind";

/** A moment of a scenario. */
export interface Moment {
  /** Minutes since the incident began; negative before it. */
  readonly minute: number;
  /** Seconds since the epoch. */
  readonly time: number;
  /** Whose calls are played. */
  readonly service: LlmServiceDeclaration;
}

/** What differs from a good day. Each part is asked per moment and passes on what it leaves alone. */
export interface Incident {
  /**
   * Whether anything differs at this moment. Minutes in which nothing does are the same in all
   * scenarios of a service, and are played once.
   * @default - always, where there is any other part
   */
  changes?(moment: Moment): boolean;
  /** Requests per minute. */
  traffic?(perMinute: number, moment: Moment): number;
  /** Share of a prompt's calls that its candidate version serves. */
  candidateShare?(share: number, moment: Moment): number;
  /** Models that are called, all equally often. */
  models?(models: readonly ModelChoice[], moment: Moment): readonly ModelChoice[];
  /** How the calls of one kind turn out. */
  behaviour?(behaviour: Behaviour, kind: CallKind, moment: Moment): Behaviour;
  /** Whether points reach Datadog. */
  connected?(moment: Moment): boolean;
}

/** A model, and who serves it. */
export interface ModelChoice {
  /** As declared. */
  readonly provider: string;
  /** As requested from the provider. */
  readonly model: string;
}

/** What an alert measures, in the unit of its query: percent, milliseconds, US dollars, scores. */
export interface Measured {
  /**
   * Over a window that lies before the incident.
   * @default - the group comes with the incident
   */
  readonly before?: number;
  /** Over a window that lies in the incident. */
  readonly during: number;
  /** How far a message's number may be off. @default what chance makes of it, or a tenth of the change */
  readonly tolerance?: number;
  /**
   * Of the service's requests, the part that one group of the measure counts. From it, and from the
   * traffic, follows what chance does: whether the alert is sure to fire, cannot, or may.
   * @default - there is traffic enough for anything
   */
  readonly share?: number;
  /** By how much single events scatter (standard deviation), in the measure's unit. @default - a rate's */
  readonly deviation?: number;
  /** It sums up what events cost, so that little traffic never reaches the threshold. @default false */
  readonly sums?: boolean;
  /** Minutes for which it lasts without a break. @default - until the incident ends */
  readonly lasts?: number;
}

/** An alert that the incident is meant to set off. */
export interface Expectation {
  /** Id of the signal, such as `invalid_json`; a monitor's name where it is not of this package. */
  readonly signal: string;
  /** Narrows to the signal's alert of this key, such as a feature. @default - all of them */
  readonly key?: string;
  /** Tags of the groups that may fire; at least one of them must. @default - any */
  readonly group?: Readonly<Record<string, string>>;
  /** Firing is neither required nor wrong, and why. @default - it has to fire */
  readonly optional?: string;
  /**
   * What is measured. From it, and from the alert's own window and thresholds, follow the minute by
   * which it must fire, the number in its message, and the minute by which it must recover.
   * @default - it may fire at any minute, with any number
   */
  readonly measured?: Measured;
  /** What the second measure of an alert that combines two of them has. @default - there is one */
  readonly also?: Measured;
  /** Minutes from the beginning of the incident. @default - what `measured` says */
  readonly within?: number;
  /** Minutes from the end of the incident. @default - what `measured` says */
  readonly recoversWithin?: number;
}

/** An incident, played on a simulated clock, with the alerts that it is meant to set off. */
export interface Scenario {
  /** Stable name, such as `provider-429-storm`. */
  readonly id: string;
  /** What happens, in a sentence. */
  readonly title: string;
  /**
   * Requests per minute at a weekday's peak. With too few, the alerts' low-traffic guard holds.
   * @default 60
   */
  readonly requestsPerMinute?: number;
  /** Hour of the day, UTC, at which the incident begins. @default 12 */
  readonly onsetHour?: number;
  /** Hours played before the incident, beside the same hours of the day before. @default 1.5 */
  readonly hoursBefore?: number;
  /** Hours from the beginning of the incident to the end of the scenario. */
  readonly hours: number;
  /** Minute at which the incident is over; alerts that fired have to recover then. @default - it does not end */
  readonly ends?: number;
  /** Services that it can happen to. @default - all */
  readonly appliesTo?: (service: LlmServiceDeclaration) => boolean;
  /** What those services have, such as `a tool`: said of the others. @default - nothing is said */
  readonly needs?: string;
  /** What goes wrong. */
  readonly incident: Incident;
  /** All other alerts have to stay silent. */
  readonly expects: (service: LlmServiceDeclaration) => readonly Expectation[];
}

/** Several incidents at once, in the order in which each sees what the one before left. */
export function combine(...incidents: readonly Incident[]): Incident {
  return {
    changes: (moment) => incidents.some((one) => one.changes?.(moment) ?? true),
    traffic: (perMinute, moment) =>
      incidents.reduce((value, one) => one.traffic?.(value, moment) ?? value, perMinute),
    candidateShare: (share, moment) =>
      incidents.reduce((value, one) => one.candidateShare?.(value, moment) ?? value, share),
    models: (models, moment) =>
      incidents.reduce((value, one) => one.models?.(value, moment) ?? value, models),
    behaviour: (behaviour, kind, moment) =>
      incidents.reduce((value, one) => one.behaviour?.(value, kind, moment) ?? value, behaviour),
    connected: (moment) => incidents.every((one) => one.connected?.(moment) ?? true),
  };
}

/** An incident that lasts from one minute to another; before and after it all is well. */
export function during(from: number, to: number, incident: Incident): Incident {
  const holds = ({ minute }: Moment): boolean => minute >= from && minute < to;
  return {
    changes: (moment) => holds(moment) && (incident.changes?.(moment) ?? true),
    traffic: (perMinute, moment) =>
      (holds(moment) ? incident.traffic?.(perMinute, moment) : undefined) ?? perMinute,
    candidateShare: (share, moment) =>
      (holds(moment) ? incident.candidateShare?.(share, moment) : undefined) ?? share,
    models: (models, moment) =>
      (holds(moment) ? incident.models?.(models, moment) : undefined) ?? models,
    behaviour: (behaviour, kind, moment) =>
      (holds(moment) ? incident.behaviour?.(behaviour, kind, moment) : undefined) ?? behaviour,
    connected: (moment) => !holds(moment) || (incident.connected?.(moment) ?? true),
  };
}

/** An incident that only changes how calls turn out. */
export function affecting(
  change: (behaviour: Behaviour, kind: CallKind, moment: Moment) => Partial<Behaviour>,
): Incident {
  return {
    behaviour: (behaviour, kind, moment) => ({ ...behaviour, ...change(behaviour, kind, moment) }),
  };
}

/** All models that a service declares. */
export function modelsOf({ models }: LlmServiceDeclaration): readonly ModelChoice[] {
  return Object.entries(models).flatMap(([provider, names]) =>
    names.map((model) => ({ provider, model })),
  );
}

/** Versions of a prompt: those of its release, or made up ones. */
export function versionsOf(service: LlmServiceDeclaration, prompt: string) {
  return (
    service.prompts[prompt]?.release ?? { baseline: "2026-06-01.2", candidate: "2026-06-01.3" }
  );
}
