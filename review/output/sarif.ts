import type { Change } from "../change";
import { RULES } from "../lint";
import type { Finding } from "../lint/rule";

/**
 * The review as SARIF, which code scanning of a forge shows beside the lines.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(changes: readonly Change[], findings: readonly Finding[]): object {
  const risky = changes.filter(({ risk }) => risk !== "cosmetic");
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "datadog-llm review",
            rules: [
              ...RULES.map(({ id, what, why }) => ({
                id,
                shortDescription: { text: what },
                fullDescription: { text: why },
              })),
              { id: "change", shortDescription: { text: "A change in meaning" } },
            ],
          },
        },
        results: [
          ...findings.map(({ rule, subject, text, address }) =>
            result(rule, "warning", `${subject}: ${text}`, address),
          ),
          ...risky.map(({ risk, subject, text, address }) =>
            result(
              "change",
              risk === "re-created" || risk === "refused" ? "error" : "note",
              `${subject}: ${text}`,
              address,
            ),
          ),
        ],
      },
    ],
  };
}

function result(ruleId: string, level: string, text: string, address: string): object {
  const [stack = ""] = address.split("/");
  const artifactLocation = { uri: `cdktf.out/stacks/${encodeURIComponent(stack)}/cdk.tf.json` };
  return {
    ruleId,
    level,
    message: { text },
    locations: [
      {
        physicalLocation: { artifactLocation },
        logicalLocations: [{ fullyQualifiedName: address }],
      },
    ],
  };
}
