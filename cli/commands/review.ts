import { existsSync, writeFileSync } from "node:fs";
import { RISKS, review, type Risk, type StackFile } from "../../review";
import { budgetFindings } from "../../review/costs";
import { lintAll, RULES } from "../../review/lint";
import type { Finding } from "../../review/lint/rule";
import { lockFindings, lockOf, readLock } from "../../review/lock";
import { markdownReport } from "../../review/output/markdown";
import { sarifReport } from "../../review/output/sarif";
import { textReport } from "../../review/output/text";
import { serviceUses } from "../../review/tags/service-uses";
import { undeclaredTags } from "../../review/tags/undeclared-tags";
import { readSuppressions, suppressed } from "../../review/suppressions";
import { parse } from "../arguments";
import { readJsonFile } from "../read-json";
import {
  declaredServices,
  playReview,
  reviewedServices,
  type PlayedReview,
} from "../review/played";
import { placesIn } from "../review/places";
import { repositoryHere, repositoryRoot } from "../review/repository";
import { isModule } from "../stacks/stack-files";
import { stacksOf } from "../stacks/stacks-of";
import { terminalWidth } from "../terminal";
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
    lock: { type: "boolean", default: false },
    "fail-on": { type: "string", multiple: true, default: ["refused", "re-created"] },
  });
  const failOn = values["fail-on"].map(riskOf);
  const head = stacksOf("--head", values.head ?? values.app, values.app);
  if (values.lock) {
    writeLock(head);
    return;
  }
  // Where the head is a folder, the base is that folder in the revision.
  const inBase = values.head !== undefined && existsSync(values.head) ? values.head : values.app;
  const base = values.base === undefined ? undefined : stacksOf("--base", values.base, inBase);
  const changes = base === undefined ? [] : review(base, head);
  const played = values.play ? await play(values.head ?? values.app, head, base) : undefined;
  const { findings: linted, unread } = lintAll(head, {
    repository: repositoryHere(),
    ...(played ? { runs: played.runs } : {}),
  });
  const { findings, stale } = suppressed(
    [...(await ofDeclarations(values.head ?? values.app, head)), ...locked(head), ...linted],
    fromFile(SUPPRESSIONS, readSuppressions) ?? [],
    today(),
    (rule) => (played !== undefined && base === undefined) || !PLAY_RULES.has(rule),
  );
  const all = [...findings, ...stale];
  const told = { played: base && played?.sentences, unread };
  const beside = { ...told, isCompared: base !== undefined };
  console.log(
    values.json
      ? JSON.stringify({ changes, findings: all, ...told })
      : values.sarif
        ? JSON.stringify(sarifReport(changes, all, placesIn(head, repositoryRoot())), null, 2)
        : values.markdown
          ? markdownReport(changes, all, beside)
          : textReport(changes, all, beside, terminalWidth()),
  );
  const fails = all.length > 0 || changes.some(({ risk }) => failOn.includes(risk));
  process.exitCode = fails ? 1 : 0;
}

/** With a base, only the services are played whose alerts changed. */
const PLAY_RULES = new Set(RULES.filter(({ needsPlay }) => needsPlay).map(({ id }) => id));

/** Only a module has declarations: budgets, and tags that are sent where they have values. */
async function ofDeclarations(head: string, stacks: readonly StackFile[]): Promise<Finding[]> {
  if (!isModule(head)) return [];
  const byName = new Map(stacks.map((one) => [one.stack, one]));
  const services = (await declaredServices(head)).map(({ service, stack }) =>
    serviceUses(service, byName.get(stack)),
  );
  return [...budgetFindings(services, { hosts: 1, settings: true }), ...undeclaredTags(services)];
}

/** Only a module says what traffic its services have. */
async function play(
  head: string,
  stacks: readonly StackFile[],
  base: readonly StackFile[] | undefined,
): Promise<PlayedReview> {
  if (!isModule(head)) {
    throw new UsageError(`--play needs a module as --head, not ${JSON.stringify(head)}.`);
  }
  return playReview(await reviewedServices(head, stacks), base);
}

function riskOf(name: string): Risk {
  const risk = RISKS.find((one) => one === name);
  if (risk !== undefined) return risk;
  throw new UsageError(`--fail-on: ${JSON.stringify(name)} given; allowed: ${RISKS.join(", ")}`);
}

/** The committed addresses of what is deployed. */
const LOCK = "datadog-llm.lock.json";

function writeLock(head: readonly StackFile[]): void {
  const lock = lockOf(head);
  writeFileSync(LOCK, `${JSON.stringify(Object.fromEntries(lock), null, 2)}\n`);
  console.log(`${LOCK}: ${lock.size} addresses. Commit it: the review then reports what moves.`);
}

function locked(head: readonly StackFile[]): Finding[] {
  const lock = fromFile(LOCK, readLock);
  return lock === undefined ? [] : lockFindings(lock, head);
}

function fromFile<T>(file: string, read: (json: unknown) => T): T | undefined {
  return existsSync(file) ? readJsonFile(file, file, read) : undefined;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
