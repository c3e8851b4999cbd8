import type { PageBundle } from "./page-bundle";
import type { ReportHead } from "./model";

/** One run's data, deflated and in base64. */
export interface RunData {
  readonly run: string;
  readonly numbers: string;
}

/**
 * The page may load nothing and send nothing, whatever its data hold: the policy allows only what is
 * in the file.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** One file that holds everything. */
export function renderPage(
  heads: readonly ReportHead[],
  data: readonly RunData[],
  { script, style }: PageBundle,
): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeHtml(titleOf(heads))}</title>`,
    `<style>${style.replaceAll("</", "<\\/")}</style>`,
    "</head>",
    "<body>",
    "<noscript>This report needs JavaScript, which is all in this file.</noscript>",
    `<script type="application/json" id="runs">${scriptJson(heads)}</script>`,
    ...data.flatMap(({ run, numbers }, index) => [
      `<script type="text/plain" id="run-${index}">${run}</script>`,
      `<script type="text/plain" id="numbers-${index}">${numbers}</script>`,
    ]),
    `<script>${script.replace(/<\/script/gi, "<\\/script")}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function titleOf(heads: readonly ReportHead[]): string {
  const services = [...new Set(heads.map(({ service }) => service))].join(", ");
  const [only] = heads;
  return heads.length === 1 && only
    ? `${services}: ${only.scenario} – datadog-llm lab`
    : `${services}: ${heads.length} runs – datadog-llm lab`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (char) => ENTITIES[char] ?? char);
}

/** JSON that no text in it can end the script element, or begin a comment. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
