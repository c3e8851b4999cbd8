/** Draws the comment that a review writes on a pull request: `npm run docs -- review-picture`. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { chromiumPath, launchChromium } from "./chromium";

const ROOT = path.join(__dirname, "..");
const WIDTH = 1_000;

const STYLE = `
  body { margin: 0; padding: 24px; font: 15px/1.5 Inter, system-ui, sans-serif; color: #1f2328; }
  main { border: 1px solid #d1d9e0; border-radius: 8px; padding: 8px 24px 20px; }
  h2 { font-size: 21px; border-bottom: 1px solid #d1d9e0; padding-bottom: 8px; }
  h3 { font-size: 16px; margin: 20px 0 8px; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border: 1px solid #d1d9e0; padding: 5px 12px; text-align: left; overflow-wrap: anywhere; }
  th { background: #f6f8fa; } td:first-child { width: 32%; }
  summary { margin-top: 16px; font-weight: 600; }`;

async function main(): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) throw new Error("No Chromium: name one in CHROMIUM_PATH.");
  const base = ["--base", "examples/review/before.ts", "--head", "examples/review/after.ts"];
  const args = ["--import", "tsx", "cli/main.ts", "review", ...base, "--markdown"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  const browser = await launchChromium(executable);
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 600 } });
  await page.setContent(`<style>${STYLE}</style><main>${html(stdout)}</main>`);
  await page.screenshot({ path: path.join(ROOT, "docs/images/review.png"), fullPage: true });
  await browser.close();
}

/** As much of Markdown as the comment uses. */
function html(markdown: string): string {
  return markdown
    .split("\n")
    .filter((line) => !/^(?:<!--|\| --- )/.test(line))
    .map((line) => {
      const [, level, heading] = /^(##+) (.*)/.exec(line) ?? [];
      if (level !== undefined) return `<h${level.length}>${heading ?? ""}</h${level.length}>`;
      if (!line.startsWith("| ")) return line;
      const cells = line.slice(2, -2).split(" | ").map(unescaped);
      return `<table><tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr></table>`;
    })
    .join("\n")
    .replace(/<\/table>\n<table>/g, "\n");
}

function unescaped(cell: string): string {
  return cell.replace(/\\([\\|<>*_`[\]])/g, "$1").replace(/`([^`]*)`/g, "<code>$1</code>");
}

void main();
