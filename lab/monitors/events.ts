import type { GroupTags } from "../metrics";
import type { CompositeMonitor } from "./composite-monitor";
import type { GroupHistory } from "./group-history";
import { OBJECTIVE_ALERT, type MonitorDefinition } from "./definition";
import {
  messageContext,
  parseTemplate,
  receivers,
  renderMessage,
  type ContextProps,
  type MemberState,
  type TemplateNode,
} from "./message";
import { MetricMonitor } from "./metric-monitor";
import { statusName, type StatusName } from "./status";
import type { Transition } from "./transition";

export type Evaluated = MetricMonitor | CompositeMonitor;

export interface MonitorEvent {
  /** Seconds since the epoch. */
  readonly time: number;
  /** Minutes since the start. */
  readonly minute: number;
  /** The monitor's id. */
  readonly monitor: string;
  readonly group: GroupTags;
  readonly transition: "triggered" | "recovered" | "changed" | "renotified";
  readonly from: StatusName;
  readonly to: StatusName;
  /** Of a composite, its first member's. NaN where the status comes from missing data. */
  readonly value: number;
  /** Absent where nobody is told. */
  readonly notification?: Notification;
}

export interface Notification {
  readonly title: string;
  readonly message: string;
  /** Handles without `@`. */
  readonly receivers: readonly string[];
  /** Variables of the message that have no value. */
  readonly unknownVariables: readonly string[];
}

/** What a transition looks like from outside, with the message that it sends. */
export function monitorEvent(
  start: number,
  monitor: Evaluated,
  group: GroupHistory,
  transition: Transition,
): MonitorEvent {
  const { time, from, to, notifies } = transition;
  const members = monitor instanceof MetricMonitor ? [] : monitor.memberStates(group.key, time);
  const value = monitor instanceof MetricMonitor ? transition.value : (members[0]?.value ?? NaN);
  return {
    time,
    minute: Math.round((time - start) / 60),
    monitor: monitor.definition.id,
    group: group.tags,
    transition: transitionName(transition),
    from: statusName(from),
    to: statusName(to),
    value,
    ...(notifies ? { notification: notification(monitor, group, transition, members) } : {}),
  };
}

function notification(
  monitor: Evaluated,
  group: GroupHistory,
  transition: Transition,
  members: readonly MemberState[],
): Notification {
  const { definition } = monitor;
  const context = messageContext({
    definition,
    tags: group.tags,
    ...comparedWith(monitor, transition, members),
  });
  const escalates = transition.renotification && definition.escalationMessage !== "";
  const templates = templatesOf(definition);
  const title = renderMessage(templates.name, context);
  const body = renderMessage(escalates ? templates.escalation : templates.message, context);
  return {
    title: title.text,
    message: body.text,
    receivers: definition.isDraft ? [] : receivers(`${body.text}\n${body.silentText}`),
    unknownVariables: [...new Set([...title.unknown, ...body.unknown])],
  };
}

interface Templates {
  readonly name: readonly TemplateNode[];
  readonly message: readonly TemplateNode[];
  readonly escalation: readonly TemplateNode[];
}

const TEMPLATES = new WeakMap<MonitorDefinition, Templates>();

/** A monitor's texts, parsed once: it sends them again and again. */
function templatesOf(definition: MonitorDefinition): Templates {
  let templates = TEMPLATES.get(definition);
  if (!templates) {
    templates = {
      name: parseTemplate(definition.name),
      message: parseTemplate(definition.message),
      escalation: parseTemplate(definition.escalationMessage),
    };
    TEMPLATES.set(definition, templates);
  }
  return templates;
}

/** What the message can say of values: an alert on an objective has one, that of its long window. */
function comparedWith(
  monitor: Evaluated,
  transition: Transition,
  members: readonly MemberState[],
): Pick<ContextProps, "transition" | "comparison" | "members"> {
  if (monitor instanceof MetricMonitor) {
    const { comparator, threshold } = monitor.query;
    return { transition, comparison: { comparator, critical: threshold } };
  }
  const { type, thresholds } = monitor.definition;
  if (type !== OBJECTIVE_ALERT) return { transition, members };
  const value = members[0]?.value ?? NaN;
  const comparison = { comparator: ">", critical: thresholds.critical ?? NaN };
  return { transition: { ...transition, value }, comparison };
}

function transitionName({ from, to, renotification }: Transition): MonitorEvent["transition"] {
  if (renotification) return "renotified";
  if (statusName(to) === "OK") return "recovered";
  return statusName(from) === "OK" ? "triggered" : "changed";
}
