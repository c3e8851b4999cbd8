import { occasionsByReceiver } from "../../changes/receivers";
import { isFilledIn } from "../interpolations";
import type { Rule } from "../rule";

export const nobodyHears: Rule = {
  id: "nobody-hears",
  what: "A monitor whose message names no receiver.",
  why: "It turns red on a page that nobody looks at, unless a notification rule of the organisation matches its tags.",
  cure: "Name a receiver in the message, such as @slack-support, or silence the rule with the notification rule that routes it.",
  check: ({ definition: { message, isDraft }, isPart }) =>
    isPart || isDraft || isFilledIn(message) || hasReceiver(message)
      ? []
      : ["its message names no receiver"],
};

/** A receiver may be named by what the monitor watches: `@slack-{{service.name}}`. */
function hasReceiver(message: string): boolean {
  return message.includes("@{{") || occasionsByReceiver(message).size > 0;
}
