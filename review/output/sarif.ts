import { createHash } from "node:crypto";
import type { Change, Risk } from "../change";
import { RULES } from "../lint";
import type { Finding } from "../lint/rule";

/** Where a reader finds what a result is about. */
export interface Place {
  /** Of the file: from the root of the repository where it is in one, else absolute. */
  readonly uri: string;
  readonly isInRepository: boolean;
  /** From 1. */
  readonly line: number;
}

export type PlaceOf = (address: string) => Place | undefined;

/**
 * The review as SARIF, which code scanning of a forge shows beside the lines.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning
 */
export function sarifReport(
  changes: readonly Change[],
  findings: readonly Finding[],
  placeOf: PlaceOf,
): object {
  const risky = changes.filter(({ risk }) => risk !== "cosmetic");
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "datadog-llm review", rules: DESCRIBED } },
        originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
        columnKind: "utf16CodeUnits",
        results: [
          ...findings.map((one) =>
            result({ ...one, ruleId: one.rule, level: "warning", attribute: "" }, placeOf),
          ),
          ...risky.map((one) =>
            result({ ...one, ruleId: "change", level: levelOf(one.risk) }, placeOf),
          ),
        ],
      },
    ],
  };
}

/** The name by which forges know the root of the repository that they scanned. */
const ROOT = "%SRCROOT%";

/** What is reported beside the rules about single monitors. */
const OTHERS: Readonly<Record<string, string>> = {
  budget: "A service whose estimated custom metrics are more than its declaration allows.",
  "undeclared-tag":
    "A tag that alerts or widgets read, and that the declaration has no values for.",
  lock: "An address that is not where the lock file has it.",
  "stale-suppression": "A suppression that has run out, or silences nothing.",
  change: "A change in meaning.",
};

const DESCRIBED = [
  ...RULES.map(({ id, what, why, cure }) => ({
    id,
    shortDescription: { text: what },
    fullDescription: { text: why },
    help: { text: cure },
  })),
  ...Object.entries(OTHERS).map(([id, text]) => ({ id, shortDescription: { text } })),
];

function levelOf(risk: Risk): string {
  return risk === "re-created" || risk === "refused" ? "error" : "note";
}

interface Reported extends Pick<Change, "subject" | "text" | "address" | "attribute"> {
  readonly ruleId: string;
  readonly level: string;
}

function result({ ruleId, level, subject, text, ...at }: Reported, placeOf: PlaceOf): object {
  const { address, attribute } = at;
  const place = placeOf(address);
  const logicalLocations =
    address === "" ? {} : { logicalLocations: [{ fullyQualifiedName: shown(address) }] };
  const location = { ...(place ? { physicalLocation: physical(place) } : {}), ...logicalLocations };
  return {
    ruleId,
    level,
    message: { text: plainMessage(`${subject}: ${text}`) },
    ...(Object.keys(location).length === 0 ? {} : { locations: [location] }),
    partialFingerprints: fingerprints([ruleId, subject, address, attribute]),
  };
}

function physical({ uri, isInRepository, line }: Place): object {
  const base = isInRepository ? { uriBaseId: ROOT } : {};
  return { artifactLocation: { uri, ...base }, region: { startLine: line } };
}

/** By this a forge knows a result again, and tells those apart that stand on one line. */
function fingerprints(what: readonly string[]): object {
  const hash = createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 16);
  return { primaryLocationLineHash: `${hash}:1` };
}

/** Names come from files: what they hold is no link. */
function plainMessage(text: string): string {
  const line = shown(text);
  return line.includes("](") ? line.replace(/[[\]]/g, "\\$&") : line;
}

/** Without what ends a line, hides text or turns its direction. */
function shown(text: string): string {
  return text.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu, " ");
}
