/** Records what a review says of twenty changes of the examples' stacks: `npm run docs -- review-pairs`. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { PAIRS } from "../__tests__/review/recorded/pairs";
import { review } from "../review";
import { lint } from "../review/lint";
import { textReport } from "../review/output/text";

const FILE = path.join(__dirname, "../__tests__/review/recorded/expected.txt");

/** The reviews of all pairs, each under its name. */
export function recordedReviews(): string {
  return Object.entries(PAIRS)
    .map(([name, make]) => {
      const { before, after } = make();
      return `=== ${name}\n\n${textReport(review(before, after), lint(after))}\n`;
    })
    .join("\n");
}

if (require.main === module) writeFileSync(FILE, recordedReviews());
