import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import { RULES } from "../../../review/lint";
import type { Change } from "../../../review";
import type { Finding } from "../../../review/lint/rule";
import { sarifReport, type PlaceOf } from "../../../review/output/sarif";

/**
 * The schema of SARIF 2.1.0 (its last release, rtm.5), as Microsoft publishes it under the MIT licence
 * in @microsoft/jest-sarif.
 */
const {
  id: _id,
  $schema: _draft,
  ...schema
} = JSON.parse(
  readFileSync(path.join(__dirname, "sarif-2.1.0-rtm.5.schema.json"), "utf8"),
) as Record<string, unknown>;
// It is written in draft 4, of which it uses nothing that later drafts read otherwise.
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  schema,
);

const HOSTILE = 'a"b\\ [x](javascript:alert(1)) {0} <b>\u202e@all\u0000\n::error::x/../%2e é';
const change: Change = {
  ...{ risk: "re-created", subject: "monitor", text: "is gone" },
  ...{ address: "app/datadog_monitor.a", attribute: "*" },
};
const finding: Finding = {
  ...{ rule: "no-owner", subject: "monitor", text: "no team" },
  address: "app/datadog_monitor.a",
};
const placeOf: PlaceOf = () => ({ uri: "stacks/app%20a.tf.json", isInRepository: true, line: 7 });

interface Sarif {
  runs: [
    {
      tool: { driver: { rules: { id: string }[] } };
      results: {
        ruleId: string;
        level: string;
        message: { text: string };
        locations?: unknown[];
        partialFingerprints: { primaryLocationLineHash: string };
      }[];
    },
  ];
}

function report(changes: readonly Change[], findings: readonly Finding[], places = placeOf) {
  const sarif = sarifReport(changes, findings, places) as Sarif;
  void validate(JSON.parse(JSON.stringify(sarif)));
  expect(validate.errors).toBeNull();
  return sarif.runs[0];
}

test("is what the schema of SARIF 2.1.0 takes, which refuses what is not", () => {
  const { results } = report([change], [finding]);
  expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
    ["no-owner", "warning"],
    ["change", "error"],
  ]);
  expect(validate({ version: "2.1.0", runs: [{ results: [{ ruleId: "a" }] }] })).toBe(false);
});

test("shows each result at its file, from the root of the repository", () => {
  const { results } = report([change], [], () => placeOf(""));
  expect(results[0]?.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: "stacks/app%20a.tf.json", uriBaseId: "%SRCROOT%" },
        region: { startLine: 7 },
      },
      logicalLocations: [{ fullyQualifiedName: "app/datadog_monitor.a" }],
    },
  ]);
  // A budget is of no resource, and the head may be no file.
  expect(report([], [{ ...finding, address: "" }], () => undefined).results[0]?.locations).toBe(
    undefined,
  );
});

test("keeps results apart that stand on one line, and knows each again when its words change", () => {
  const hashes = report([change, { ...change, attribute: "query" }], [finding]).results.map(
    ({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash,
  );
  expect(new Set(hashes).size).toBe(3);
  const [again] = report([{ ...change, text: "has moved" }], []).results;
  expect(again?.partialFingerprints.primaryLocationLineHash).toBe(hashes[1]);
});

test("takes hostile names for text: no link, no line of their own, no turned direction", () => {
  const hostile = { subject: HOSTILE, text: HOSTILE, address: `app/datadog_monitor.${HOSTILE}` };
  const { results } = report([{ ...change, ...hostile }], [{ ...finding, ...hostile }]);
  for (const { message } of results) {
    expect(message.text).toContain("\\[x\\](javascript:alert(1)) {0} <b>");
    expect(message.text).not.toMatch(/[\p{Cc}\u202e]/u);
  }
});

test("describes every rule that it may name", () => {
  const { tool } = report([], []);
  const ids = tool.driver.rules.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(RULES.map(({ id }) => id)));
  for (const id of ["budget", "lock", "undeclared-tag", "stale-suppression", "change"]) {
    expect(ids).toContain(id);
  }
});
