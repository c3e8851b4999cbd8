import { createHash } from "node:crypto";
import { nameInEnv, releaseMarkTags, type ReleaseMark } from "../../telemetry";

/** Where Datadog takes events, with no other key than that of its API. */
export const EVENTS_PATH = "/api/v1/events";

/**
 * The event that marks a step of a release. A repeated call sends the same, also the time, and the key
 * is that of the step: where an answer was lost, one mark is drawn all the same.
 *
 * @param now seconds since the epoch
 * @see https://docs.datadoghq.com/api/latest/events/#post-an-event
 */
export function markEvent(mark: ReleaseMark, now: number): object {
  const tags = releaseMarkTags(mark);
  return {
    title: markTitle(mark),
    text: `Prompt release of ${nameInEnv(mark)}, marked by datadog-llm.`,
    date_happened: now,
    alert_type: mark.phase === "rollback" ? "warning" : "info",
    // Datadog takes 100 characters.
    aggregation_key: createHash("sha256").update(tags.join("\n")).digest("hex"),
    tags,
  };
}

/** As people say it. */
export function markTitle({ prompt, version, phase }: ReleaseMark): string {
  const named = { start: "started", full: "for all requests", rollback: "rolled back" };
  const step = phase.endsWith("%")
    ? `for ${phase.replace("%", " %")} of the requests`
    : named[phase as keyof typeof named];
  return `${prompt} ${version}: ${step}`;
}
