import { format } from "node:util";

/** Colours and weights, as compilers print them; not what hides text or paints over it. */
const STYLE = /^(?:[0-4]|7|2[2-4]|27|3[1-79]|9[0-7])?$/;

/**
 * A sequence that styles text; every other control character; what separates lines or turns the
 * direction of text without being seen.
 *
 * @see https://trojansource.codes
 */
const SPECIAL = /\r\n|\u001b\[[\d;]*m|[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text as a terminal and a log of CI can show it without obeying it: names and messages come from
 * files and services of others. What commands a terminal is shown as an escape of JavaScript and JSON,
 * so that printed JSON keeps its values. So is the beginning of a command to CI: a line that begins
 * with `::` sets outputs and masks of a GitHub workflow, as do, anywhere in a line, the older `##[`
 * and those of Azure and TeamCity.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function terminalSafe(text: string): string {
  return text
    .replace(SPECIAL, shown)
    .replace(/^([^\S\n]*):(?=:)/gm, `$1${escaped(":")}`)
    .replace(/##(?=(?:vso|teamcity)?\[)/g, `#${escaped("#")}`);
}

/** The same of a name within a line, which it cannot end. */
export function inLine(text: string): string {
  return terminalSafe(text).replace(/[\n\t]/g, (char) => (char === "\n" ? "\\n" : "\\t"));
}

/** Makes everything safe that goes through the console from now on. */
export function guardConsole(): void {
  for (const name of ["log", "info", "warn", "error"] as const) {
    const print = console[name].bind(console);
    console[name] = (...parts: unknown[]) => print("%s", terminalSafe(format(...parts)));
  }
}

function shown(special: string): string {
  if (special === "\r\n") return "\n";
  if (special === "\n" || special === "\t") return special;
  const codes = special.slice(2, -1).split(";");
  const isStyle = special.length > 1 && codes.every((code) => STYLE.test(code));
  return isStyle ? special : escaped(special);
}

function escaped(text: string): string {
  return `\\u${text.charCodeAt(0).toString(16).padStart(4, "0")}${text.slice(1)}`;
}
