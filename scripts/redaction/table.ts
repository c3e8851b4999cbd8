import { markdownTable } from "../telemetry-reference";
import { redactionRates } from "./rates";

/** What the redaction of messages finds and damages, for docs/security.md. */
export function redactionTable(): string {
  const { kinds, missed, harmless, damaged } = redactionRates();
  return markdownTable(
    ["Texts", "Number", "Result", "Rate", "Which"],
    [
      [
        "kinds of secrets",
        String(kinds),
        "found",
        percent(kinds - missed.length, kinds),
        not(missed),
      ],
      [
        "harmless texts",
        String(harmless),
        "damaged",
        percent(damaged.length, harmless),
        only(damaged),
      ],
    ],
  );
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

const not = (names: readonly string[]) => (names.length === 0 ? "all" : `not: ${names.join(", ")}`);
const only = (texts: readonly string[]) => (texts.length === 0 ? "none" : texts.join("; "));
