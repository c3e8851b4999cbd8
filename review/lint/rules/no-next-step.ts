import type { Rule } from "../rule";

/** Less than a sentence tells nobody what to do. */
export const MIN_WORDS = 5;

export const noNextStep: Rule = {
  id: "no-next-step",
  what: "A message with no link and hardly a word beside its receivers.",
  why: "Whoever is paged has to find out what to look at.",
  cure: "Say what happened and what to do first, and link the runbook and the dashboard.",
  check: (monitor) =>
    monitor.isPart ||
    monitor.isFilledIn ||
    /https?:\/\//.test(monitor.definition.message) ||
    monitor.words.length >= MIN_WORDS
      ? []
      : ["its message says neither what happened nor what to do"],
};
