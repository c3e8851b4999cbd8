import { existsSync, readFileSync } from "node:fs";
import { RISKS, review, type Risk, type StackFile } from "../../review";
import { lint } from "../../review/lint";
import { markdownReport } from "../../review/output/markdown";
import { sarifReport } from "../../review/output/sarif";
import { textReport } from "../../review/output/text";
import { readSuppressions, suppressed } from "../../review/suppressions";
import { parse } from "../arguments";
import { playedChanges, reviewedServices } from "../review/played";
import { isModule } from "../stacks/stack-files";
import { stacksOf } from "../stacks/stacks-of";
import { UsageError } from "../usage-error";

/** Where findings are silenced, with a reason and a date. */
const SUPPRESSIONS = "datadog-llm-review.json";

/** Says what a change of the infrastructure means, and what is wrong with its alerts. */
export async function reviewCommand(args: readonly string[]): Promise<void> {
  const values = parse("review", args, {
    base: { type: "string" },
    head: { type: "string" },
    app: { type: "string", default: "main.ts" },
    play: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
    sarif: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    "fail-on": { type: "string", multiple: true, default: ["re-created"] },
  });
  const failOn = values["fail-on"].map(riskOf);
  const head = stacksOf("--head", values.head ?? values.app, values.app);
  const base = values.base === undefined ? undefined : stacksOf("--base", values.base, values.app);
  const changes = base === undefined ? [] : review(base, head);
  const played = values.play ? await play(values.head ?? values.app, head, base) : undefined;
  const found = lint(head);
  const { findings, stale } = suppressed(found, suppressions(), today());
  const all = [...findings, ...stale];
  console.log(
    values.json
      ? JSON.stringify({ changes, findings: all, played })
      : values.sarif
        ? JSON.stringify(sarifReport(changes, all), null, 2)
        : values.markdown
          ? markdownReport(changes, all, played)
          : textReport(changes, all, played),
  );
  const fails = all.length > 0 || changes.some(({ risk }) => failOn.includes(risk));
  process.exitCode = fails ? 1 : 0;
}

/** Only a module says what traffic its services have. */
async function play(
  head: string,
  stacks: readonly StackFile[],
  base: readonly StackFile[] | undefined,
): Promise<string[]> {
  if (base === undefined) throw new UsageError("--play needs --base.");
  if (!isModule(head)) {
    throw new UsageError(`--play needs a module as --head, not ${JSON.stringify(head)}.`);
  }
  return playedChanges(await reviewedServices(head, stacks), base);
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
