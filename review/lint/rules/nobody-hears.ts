import type { LintedMonitor } from "../linted-monitor";
import type { Rule } from "../rule";

export const nobodyHears: Rule = {
  id: "nobody-hears",
  what: "A monitor whose message names no receiver.",
  why: "It turns red on a page that nobody looks at, unless a notification rule of the organisation matches its tags.",
  cure: "Name a receiver in the message, such as @slack-support, or silence the rule with the notification rule that routes it.",
  check: (monitor) =>
    monitor.isPart || monitor.definition.isDraft || monitor.isFilledIn || hasReceiver(monitor)
      ? []
      : ["its message names no receiver"],
};

/** A receiver may be named by what the monitor watches: `@slack-{{service.name}}`. */
function hasReceiver({ definition, receivers }: LintedMonitor): boolean {
  return definition.message.includes("@{{") || receivers.length > 0;
}
