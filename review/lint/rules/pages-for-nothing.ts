import type { Rule } from "../rule";

export const pagesForNothing: Rule = {
  id: "pages-for-nothing",
  what: "A threshold that pages in a scenario in which nobody has to act. Looked for with --play.",
  why: "The same happens on any good day: people learn to ignore the alert.",
  cure: "Move the threshold away from what is usual, lengthen the window, or guard it by a number of failures.",
  needsPlay: true,
  check: ({ definition: { id } }, { runs }) =>
    runs.flatMap(({ scenario, isUneventful, run }) => {
      if (!isUneventful) return [];
      const fired = run.alerts.flatMap(({ monitor, expected, firedAtMinute }) =>
        monitor === id && expected === "silence" && firedAtMinute !== null ? [firedAtMinute] : [],
      );
      return fired.length === 0
        ? []
        : [`pages in ${scenario.id} at minute ${Math.min(...fired)}. ${scenario.title}`];
    }),
};
