/**
 * What a change does to those who are on call.
 *
 * - `refused`: Datadog refuses it, so that apply fails
 * - `re-created`: deleted and made anew, so its history, muting and downtimes are lost
 * - `quieter`: pages later, less often or no more
 * - `re-routed`: somebody else hears of it
 * - `louder`: pages sooner, more often or for the first time
 * - `changed`: measures something else; what that does cannot be read off the setting
 * - `cosmetic`: words and order
 */
export const RISKS = [
  "refused",
  "re-created",
  "quieter",
  "re-routed",
  "louder",
  "changed",
  "cosmetic",
] as const;
export type Risk = (typeof RISKS)[number];

/** One difference between two versions of the infrastructure, in a sentence. */
export interface Change {
  readonly risk: Risk;
  /** What the change is about, such as `invalid_json on support-agent`. */
  readonly subject: string;
  /** Such as `pages above 5 % instead of 2 %`. */
  readonly text: string;
  /** `stack/type.name` of the resource; the one in the head where it moved. */
  readonly address: string;
  /** The attribute that differs; `*` where the whole resource comes or goes. */
  readonly attribute: string;
  /** What to paste or do, where there is something. */
  readonly hint?: string;
}

/** What one resource says of itself: a change without the place where it stands. */
export interface Difference extends Omit<Change, "subject" | "address"> {
  /** Which part of the resource it is about, such as a widget of a dashboard. */
  readonly within?: string;
}
