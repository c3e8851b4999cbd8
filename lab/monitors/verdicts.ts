import type { GroupTags } from "../metrics";
import type { GroupHistory } from "./group-history";
import type { Transition } from "./transition";
import { statusName, Status, type StatusName } from "./status";

/** One stretch of time that a group spent in Warn, Alert or No Data; or a silence that is in doubt. */
export interface Verdict {
  /** The monitor's id. */
  readonly monitor: string;
  readonly group: GroupTags;
  readonly status: Exclude<StatusName, "OK">;
  /** Whether somebody is told that it begins: of missing data, only where monitor and members say so. */
  readonly notifies: boolean;
  /** Seconds since the epoch; absent where the status is reached under another interpretation only. */
  readonly from: number | undefined;
  /** Absent where it lasts. */
  readonly to: number | undefined;
  /** The undocumented points on which it depends. */
  readonly dependsOnUndocumented: readonly string[];
}

interface Episode {
  readonly status: Status;
  readonly from: number;
  readonly to: number;
  readonly notifies: boolean;
}

/** A verdict that moves by less than this is the same: seconds, and a part of the window. */
const TOLERANCE_TICKS = 2;
const TOLERANCE_OF_WINDOW = 0.1;

export interface VerdictProps {
  readonly monitor: string;
  readonly windowSeconds: number;
  readonly frequency: number;
  /** Doubts that concern the monitor as a whole. */
  readonly doubts: readonly string[];
}

/** What happened to a group, with the interpretations of the documentation that would change it. */
export function verdictsOf(history: GroupHistory, props: VerdictProps): Verdict[] {
  const tolerance = Math.max(
    TOLERANCE_TICKS * props.frequency,
    TOLERANCE_OF_WINDOW * props.windowSeconds,
  );
  const primary = episodes(history.transitions);
  const others = history.forkNames.map((name) => ({
    name,
    episodes: episodes(history.forkTransitions(name)),
  }));
  const common = { monitor: props.monitor, group: history.tags };
  const verdicts: Verdict[] = primary.map((episode) => {
    const differing = others.filter((other) => !hasLike(other.episodes, episode, tolerance));
    return {
      ...common,
      ...described(episode),
      dependsOnUndocumented: [...props.doubts, ...differing.map(({ name }) => name)],
    };
  });
  for (const { name, episodes: found } of others) {
    for (const episode of found) {
      if (hasLike(primary, episode, tolerance)) continue;
      const { status, notifies } = described(episode);
      verdicts.push({
        ...common,
        ...{ status, notifies },
        from: undefined,
        to: undefined,
        dependsOnUndocumented: [name],
      });
    }
  }
  return verdicts;
}

/** Stretches of each triggered status. Renotifications do not interrupt them. */
function episodes(transitions: readonly Transition[]): Episode[] {
  const found: Episode[] = [];
  const changes = transitions.filter(({ renotification }) => !renotification);
  changes.forEach(({ time, to, notifies }, index) => {
    if (to === Status.OK) return;
    found.push({ status: to, from: time, to: changes[index + 1]?.time ?? Infinity, notifies });
  });
  return found;
}

function hasLike(candidates: readonly Episode[], episode: Episode, tolerance: number): boolean {
  // What lasted no longer than the tolerance may fall between two evaluations of another interpretation.
  return candidates.some(
    (other) =>
      other.status === episode.status &&
      Math.abs(other.from - episode.from) <= tolerance &&
      (other.to === episode.to || Math.abs(other.to - episode.to) <= tolerance),
  );
}

function described(episode: Episode): Pick<Verdict, "status" | "notifies" | "from" | "to"> {
  const { status, notifies, from, to } = episode;
  return {
    notifies,
    status: statusName(status) as Verdict["status"],
    from,
    to: to === Infinity ? undefined : to,
  };
}
