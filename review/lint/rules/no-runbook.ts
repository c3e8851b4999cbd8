import type { Rule } from "../rule";
import { MIN_WORDS } from "./no-next-step";

export const noRunbook: Rule = {
  id: "no-runbook",
  what: "A message that says what happened, and neither what to do nor where that is written.",
  why: "Whoever is paged at night and does not know the system by heart has nothing to go by.",
  cure: "Link the runbook, or write the first steps into the message.",
  check: (monitor) => {
    const { message } = monitor.definition;
    if (monitor.isPart || monitor.isFilledIn) return [];
    if (LINK.test(message) || STEPS.test(message) || ADVICE.test(message)) return [];
    return monitor.words.length < MIN_WORDS
      ? []
      : ["its message links no runbook and names no step"];
  },
};

const LINK =
  /https?:\/\/|\]\([^)\s]+\)|\b[\w-]+(?:\.[\w-]+)+\/\w|\bgo\/\w|\b(?:run|play)-?books?\b/i;
const STEPS = /^\s*(?:\d+[.)]|[-*•])\s+\S/m;
/** What advice begins with in English; other languages need a link or a list. */
const ADVICE =
  /\b(?:check|verify|look (?:at|into|for)|restart|investigate|roll ?back|scale|contact|see|consult|increase|decrease|reduce|run|review|ensure|inspect|consider|please|should|try|add|remove|raise|escalate|follow|refer|confirm|examine|identify|determine|make sure|monitor|stop|kill|delete|clean|free|renew|rotate|take)\b/i;
