import { normalizeTagValue } from "./normalize";
import { TAGS } from "./tags";

/** Tag of every event that marks a step of a release. */
export const RELEASE_MARK_TAG = "llm_event:prompt_release";

/** A step of a rollout: its begin, a share of the requests, all of them, or the way back. */
export type ReleasePhase = "start" | `${number}%` | "full" | "rollback";

/** True for a phase; a share is a whole number of percent from 1 to 99. */
export function isReleasePhase(given: unknown): given is ReleasePhase {
  return typeof given === "string" && /^(start|full|rollback|[1-9]\d?%)$/.test(given);
}

/** A step of a release, which Datadog keeps as an event. */
export interface ReleaseMark {
  readonly service: string;
  readonly env: string;
  readonly prompt: string;
  readonly version: string;
  readonly phase: ReleasePhase;
}

/** The event's tags, in the form that Datadog stores; the dashboard of prompt versions searches by them. */
export function releaseMarkTags({ service, env, prompt, version, phase }: ReleaseMark): string[] {
  const tag = (key: string, value: string): string => `${key}:${normalizeTagValue(key, value)}`;
  return [
    RELEASE_MARK_TAG,
    tag(TAGS.env.metric, env),
    tag(TAGS.service.metric, service),
    tag(TAGS.promptName.metric, prompt),
    tag(TAGS.promptVersion.metric, version),
    // A tag has no room for a percent sign.
    tag("release_phase", phase.replace("%", "_percent")),
  ];
}
