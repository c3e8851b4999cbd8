const path = require("node:path");
const Sequencer = require("@jest/test-sequencer").default;

/**
 * Files that take ten seconds and more, the longest first. Where Jest has not seen them before, as in a
 * fresh clone, it would go by their size and leave some of these, of a few lines, to the end, where one
 * worker waits for the other.
 */
const LONGEST = [
  "lab/scenarios/all-alerts/support-agent.test.ts",
  "runtime-consumer/consumer.test.ts",
  "cli/init.test.ts",
  "constructs/state-survives.test.ts",
  "runtime/client-table/page.test.ts",
  "lab/report/browser.test.ts",
  "cli/compare/compare.test.ts",
  "lab/scenarios/all-alerts/invoice-extraction.test.ts",
  "mistakes/runners.test.ts",
  "docs/code-blocks.test.ts",
  "cli/review.test.ts",
  "cli/lab-recording.test.ts",
  "cli/load-app.test.ts",
  "cli/lab-stacks.test.ts",
  "lab/scenarios/all-alerts/code-review.test.ts",
  "cli/lab/play-all.test.ts",
  "constructs/upgrades.test.ts",
  "release/incidents.test.ts",
  "lab/scenarios/objectives.test.ts",
];
const TESTS = path.join(__dirname, "..");

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path: file }) => {
      const at = LONGEST.indexOf(path.relative(TESTS, file).replaceAll(path.sep, "/"));
      return at === -1 ? LONGEST.length : at;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};

module.exports.LONGEST = LONGEST;
