import { existsSync, readFileSync } from "node:fs";
import { RISKS, review, type Risk } from "../../review";
import { lint } from "../../review/lint";
import { markdownReport } from "../../review/output/markdown";
import { sarifReport } from "../../review/output/sarif";
import { textReport } from "../../review/output/text";
import { readSuppressions, suppressed } from "../../review/suppressions";
import { parse } from "../arguments";
import { stacksOf } from "../review/stacks-of";
import { UsageError } from "../usage-error";

/** Where findings are silenced, with a reason and a date. */
const SUPPRESSIONS = "datadog-llm-review.json";

/** Says what a change of the infrastructure means, and what is wrong with its alerts. */
export async function reviewCommand(args: readonly string[]): Promise<void> {
  const values = parse("review", args, {
    base: { type: "string" },
    head: { type: "string" },
    app: { type: "string", default: "main.ts" },
    markdown: { type: "boolean", default: false },
    sarif: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    "fail-on": { type: "string", multiple: true, default: ["re-created"] },
  });
  const failOn = values["fail-on"].map(riskOf);
  const head = stacksOf("--head", values.head ?? values.app, values.app);
  const base = values.base === undefined ? undefined : stacksOf("--base", values.base, values.app);
  const changes = base === undefined ? [] : review(base, head);
  const found = lint(head);
  const { findings, stale } = suppressed(found, suppressions(), today());
  const all = [...findings, ...stale];
  console.log(
    values.json
      ? JSON.stringify({ changes, findings: all })
      : values.sarif
        ? JSON.stringify(sarifReport(changes, all), null, 2)
        : values.markdown
          ? markdownReport(changes, all)
          : textReport(changes, all),
  );
  const fails = all.length > 0 || changes.some(({ risk }) => failOn.includes(risk));
  process.exitCode = fails ? 1 : 0;
  return Promise.resolve();
}

function riskOf(name: string): Risk {
  const risk = RISKS.find((one) => one === name);
  if (risk !== undefined) return risk;
  throw new UsageError(`--fail-on: ${JSON.stringify(name)} given; allowed: ${RISKS.join(", ")}`);
}

function suppressions(): ReturnType<typeof readSuppressions> {
  if (!existsSync(SUPPRESSIONS)) return [];
  try {
    return readSuppressions(JSON.parse(readFileSync(SUPPRESSIONS, "utf8")));
  } catch (error) {
    throw new UsageError(`${SUPPRESSIONS}: ${(error as Error).message}`);
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
