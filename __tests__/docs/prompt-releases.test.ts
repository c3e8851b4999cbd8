import { readFileSync } from "node:fs";
import { PAGE, playedPage } from "../../scripts/release-walk-through";

test("a release runs as its page shows it: after a change, run npm run docs -- prompt-releases", () => {
  const page = readFileSync(PAGE, "utf8");
  expect(page.match(/^```text$/gm)).toHaveLength(4);
  expect(playedPage(page)).toBe(page);
}, 120_000);
