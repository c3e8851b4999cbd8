import { isStoredForm, METRICS } from "../../telemetry";
import { metricQueries, tagsRead } from "./metric-queries";
import type { SynthesizedMonitor, SynthesizedStack } from "./synth";

/** Id references of a composite, by the logical ids of its members. */
function membersOf(monitor: SynthesizedMonitor): string[] {
  return [...monitor.query.matchAll(/\$\{datadog_monitor\.([^.]+)\.id\}/g)].map(([, id]) => id!);
}

/** Tags that the alerting groups of a monitor are made of. */
function groupsOf(monitor: SynthesizedMonitor, stack: SynthesizedStack): string[] {
  if (monitor.type === "composite") {
    return groupsOf(stack.monitors[membersOf(monitor)[0]!]!, stack);
  }
  return [...new Set(metricQueries(monitor.query).flatMap(({ groupBy }) => groupBy))];
}

/** Who routes an alert: the handles in its message, or Datadog's notification rules. */
export type Routing = "handles" | "notification-rules";

/** What Datadog would refuse in a monitor, or would never fire; empty where all is well. */
export function monitorProblems(
  monitor: SynthesizedMonitor,
  stack: SynthesizedStack,
  routing: Routing = "handles",
): string[] {
  return [
    ...(monitor.type === "composite"
      ? compositeProblems(monitor, stack)
      : metricMonitorProblems(monitor)),
    ...messageProblems(monitor, stack, routing),
    ...renotifyProblems(monitor),
    ...tagProblems(monitor),
  ];
}

function metricMonitorProblems(monitor: SynthesizedMonitor): string[] {
  const problems: string[] = [];
  const { critical } = monitor.monitor_thresholds ?? {};
  const inQuery = /(?:>=|<=|>|<) (-?\d+(?:\.\d+)?)$/.exec(monitor.query)?.[1];
  if (inQuery === undefined || inQuery !== critical) {
    problems.push(`number ${inQuery} in the query, critical ${critical}`);
  }
  problems.push(...thresholdProblems(monitor));
  if (monitor.require_full_window !== false) problems.push("require_full_window is not false");
  if (monitor.query.includes("$")) problems.push("template variable or reference in the query");
  for (const query of metricQueries(monitor.query)) {
    const carried = (METRICS as Record<string, { tags: readonly string[] }>)[query.metric]?.tags;
    if (!carried) problems.push(`unknown metric ${query.metric}`);
    for (const tag of tagsRead(query)) {
      if (!carried?.includes(tag)) problems.push(`${query.metric} does not carry ${tag}`);
    }
    if (query.asCount && !["sum", "count"].includes(query.aggregator)) {
      problems.push(`${query.aggregator} with as_count`);
    }
    if (query.asCount && !monitor.query.startsWith("sum(")) {
      problems.push("as_count reduced by something else than sum");
    }
    for (const filter of query.filters) {
      const [tag, ...value] = filter.replace(/^!/, "").split(":");
      if (!isStoredForm(tag!, value.join(":"))) problems.push(`${filter} is not in stored form`);
    }
  }
  if (metricQueries(monitor.query).length === 0) problems.push("no metric in the query");
  return problems;
}

function thresholdProblems({
  query,
  monitor_thresholds: given = {},
}: SynthesizedMonitor): string[] {
  const below = / <=? -?[\d.]+$/.test(query);
  const number = (name: string): number | undefined =>
    given[name] === undefined ? undefined : Number(given[name]);
  const order = ["critical", "critical_recovery"] as const;
  const ordered = (outer: string, inner: string): string[] => {
    const [a, b] = [number(outer), number(inner)];
    if (a === undefined || b === undefined) return [];
    return (below ? b > a : b < a) ? [] : [`${inner} ${b} is beyond ${outer} ${a}`];
  };
  return [
    ...ordered(...order),
    ...ordered("critical", "warning"),
    ...ordered("warning", "warning_recovery"),
    ...Object.values(given).flatMap((text) =>
      /^-?\d+(\.\d+)?$/.test(text) ? [] : [`threshold ${text}`],
    ),
  ];
}

function compositeProblems(monitor: SynthesizedMonitor, stack: SynthesizedStack): string[] {
  const members = membersOf(monitor);
  const groups = new Set(
    members.map((id) => {
      const member = stack.monitors[id];
      return member ? groupsOf(member, stack).join() : `missing ${id}`;
    }),
  );
  return [
    ...(members.length < 2 || members.length > 10 ? [`${members.length} members`] : []),
    ...(groups.size === 1 ? [] : [`members grouped differently: ${[...groups].join(" | ")}`]),
    ...members.flatMap((id) =>
      stack.monitors[id]?.type === "query alert" ? [] : [`member ${id} is no metric monitor`],
    ),
    ...(monitor.on_missing_data === undefined ? [] : ["on_missing_data on a composite"]),
    ...(monitor.monitor_thresholds === undefined ? [] : ["thresholds on a composite"]),
  ];
}

function messageProblems(
  monitor: SynthesizedMonitor,
  stack: SynthesizedStack,
  routing: Routing,
): string[] {
  const groups = groupsOf(monitor, stack);
  const named = [...monitor.message.matchAll(/\{\{(?:urlencode ")?(\w+)\.name/g)].map(
    ([, tag]) => tag!,
  );
  const pages = monitor.tags.includes("alert_role:page");
  const required = pages
    ? [
        "**Next steps**",
        "- Runbook: http",
        "{{#is_alert}}\n**",
        ...(routing === "handles" ? ["{{#is_alert}} @", "recovery}} @"] : []),
        "owned by ",
      ]
    : ["This monitor notifies nobody."];
  return [
    ...named.filter((tag) => !groups.includes(tag)).map((tag) => `{{${tag}.name}} is no group`),
    // Whoever hears of a state must be told what it is.
    ...(monitor.message.includes("{{#is_warning}} @") &&
    !monitor.message.includes("{{#is_warning}}\n**")
      ? ["a warning without a headline"]
      : []),
    ...required.filter((text) => !monitor.message.includes(text)).map((text) => `no ${text}`),
    ...(/@\w/.test(monitor.message) && !(pages && routing === "handles")
      ? ["somebody is named in the message"]
      : []),
    ...handlesOutsideOfBlocks(monitor.message),
    ...(monitor.type === "composite" && monitor.message.includes("{{value}}")
      ? ["{{value}} in a composite"]
      : []),
  ];
}

/** Whoever is named outside of a conditional block hears of every transition. */
function handlesOutsideOfBlocks(message: string): string[] {
  const outside = message.replace(/\{\{#(is_\w+)\}\}[\s\S]*?\{\{\/\1\}\}/g, "");
  return (outside.match(/@\w\S*/g) ?? []).map((handle) => `${handle} hears of everything`);
}

/** A reminder says that it is one, and only what pages reminds. */
function renotifyProblems({ tags, message, ...monitor }: SynthesizedMonitor): string[] {
  const { renotify_interval: minutes, renotify_occurrences: times } = monitor;
  const says = message.includes("{{#is_renotify}}\n**Reminder:** ");
  if (minutes === undefined) {
    const stray = [times, monitor.renotify_statuses].some((value) => value !== undefined);
    return stray || says ? ["reminders without an interval"] : [];
  }
  return [
    ...(minutes >= 10 && minutes % 10 === 0 && minutes <= 1440 ? [] : [`every ${minutes} minutes`]),
    ...(times === undefined || times >= 1 ? [] : [`reminds ${times} times`]),
    ...(monitor.renotify_statuses?.includes("alert") ? [] : ["does not remind of the alert"]),
    ...(says ? [] : ["a reminder does not say that it is one"]),
    ...(tags.includes("alert_role:page") ? [] : ["a part reminds"]),
  ];
}

/** Notification rules, gates and service pages match monitors by their owner: they mean those that page. */
function tagProblems({ tags, priority }: SynthesizedMonitor): string[] {
  const keys = tags.map((tag) => tag.split(":")[0]!);
  const owner = ["team", "service", "env"];
  const pages = tags.includes("alert_role:page");
  return [
    ...["signal", "alert", "alert_role", ...(pages ? owner : [])]
      .filter((key) => !keys.includes(key))
      .map((key) => `no ${key}: tag`),
    ...(pages ? [] : owner.filter((key) => keys.includes(key)).map((key) => `a part with ${key}:`)),
    ...tags
      .filter((tag) => !isStoredForm(tag.split(":")[0]!, tag.split(":").slice(1).join(":")))
      .map((tag) => `${tag} is not in stored form`),
    ...(/^[1-5]$/.test(priority) ? [] : [`priority ${priority}`]),
  ];
}
