import type { GroupTags } from "../../metrics";
import type { MonitorDefinition } from "../definition";
import { memberLetter } from "../../query";
import type { Transition } from "../transition";
import { isTriggered, Status, statusName } from "../status";

/** What a message can speak of. */
export interface MessageContext {
  /** Values of `{{name}}`. Times are in milliseconds under their `_epoch` name. */
  readonly variables: ReadonlyMap<string, string | number>;
  /** The conditions that hold, such as `is_alert`. */
  readonly conditions: ReadonlySet<string>;
  /** The conditions whose block shows no text, and whose receivers get the notification all the same. */
  readonly silentConditions: ReadonlySet<string>;
  readonly priority: number | undefined;
}

/** A member of a composite, as its message sees it. */
export interface MemberState {
  readonly status: Status;
  readonly value: number;
}

export interface ContextProps {
  readonly definition: MonitorDefinition;
  readonly tags: GroupTags;
  readonly transition: Transition;
  /** Absent for a composite, which has none of its own. */
  readonly comparison?: { readonly comparator: string; readonly critical: number };
  /** In the order of `a`, `b`, … */
  readonly members?: readonly MemberState[];
}

/** @see https://docs.datadoghq.com/monitors/notify/variables/ */
export function messageContext(props: ContextProps): MessageContext {
  return {
    variables: variables(props),
    conditions: conditions(props.transition),
    silentConditions: silentConditions(props.transition),
    priority: props.definition.priority,
  };
}

function variables({
  definition,
  tags,
  transition,
  comparison,
  members,
}: ContextProps): Map<string, string | number> {
  const { time, value, firstTriggeredAt, lastTriggeredAt } = transition;
  const found = new Map<string, string | number>();
  for (const tag of definition.tags) {
    const colon = tag.indexOf(":");
    if (colon > 0) found.set(tag.slice(0, colon), tag.slice(colon + 1));
  }
  for (const [key, name] of Object.entries(tags)) found.set(`${key}.name`, name);
  if (comparison) {
    found.set("value", value);
    found.set("comparator", comparison.comparator);
    found.set("threshold", comparison.critical);
    const { warning, criticalRecovery, warningRecovery } = definition.thresholds;
    if (warning !== undefined) found.set("warn_threshold", warning);
    if (criticalRecovery !== undefined) found.set("alert_recovery_threshold", criticalRecovery);
    if (warningRecovery !== undefined) found.set("warn_recovery_threshold", warningRecovery);
  }
  setTime(found, "first_triggered_at", firstTriggeredAt);
  setTime(found, "last_triggered_at", lastTriggeredAt);
  found.set("triggered_duration_sec", time - firstTriggeredAt);
  members?.forEach((member, index) => {
    const letter = memberLetter(index);
    found.set(`${letter}.value`, member.value);
    found.set(`${letter}.status`, statusName(member.status));
  });
  return found;
}

function setTime(found: Map<string, string | number>, name: string, seconds: number): void {
  if (Number.isNaN(seconds)) return;
  found.set(`${name}_epoch`, seconds * 1_000);
  found.set(name, new Date(seconds * 1_000).toUTCString());
}

/**
 * Receivers within `is_alert_recovery` get the step from Alert to Warn, too, without the block's text.
 *
 * @see https://docs.datadoghq.com/monitors/notify/variables/#conditional-variables
 */
function silentConditions({ from, to, renotification }: Transition): Set<string> {
  const eases = from === Status.Alert && to === Status.Warn && !renotification;
  return new Set(eases ? ["is_alert_recovery"] : []);
}

/** @see https://docs.datadoghq.com/monitors/notify/variables/#conditional-variables */
function conditions({ from, to, renotification }: Transition): Set<string> {
  const held = new Set<string>();
  const hold = (name: string, condition: boolean) => {
    if (condition) held.add(name);
  };
  const recovers = to === Status.OK && !renotification;
  hold("is_alert", to === Status.Alert);
  hold("is_warning", to === Status.Warn);
  hold("is_no_data", to === Status.NoData);
  hold("is_recovery", recovers && isTriggered(from));
  hold("is_alert_recovery", recovers && from === Status.Alert);
  hold("is_warning_recovery", recovers && from === Status.Warn);
  hold("is_no_data_recovery", recovers && from === Status.NoData);
  hold("is_alert_to_warning", from === Status.Alert && to === Status.Warn);
  hold("is_renotify", renotification);
  return held;
}
