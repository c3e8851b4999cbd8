import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { normalizeTagValue } from "../../telemetry";
import { parse } from "../arguments";
import type { Answers } from "../init/answers";
import { checkAnswers } from "../init/check-answers";
import { Dialog } from "../init/dialog";
import { diffLines } from "../init/diff";
import { planFiles, type Plan, type PlannedFile } from "../init/plan";
import { Project } from "../init/project";
import { EXEC } from "../init/templates/workflow";
import { UsageError } from "../usage-error";

/** Writes a project, or what an existing one lacks, and changes nothing without showing it. */
export async function initCommand(args: readonly string[]): Promise<void> {
  const values = parse("init", args, {
    service: { type: "string" },
    env: { type: "string" },
    team: { type: "string" },
    site: { type: "string" },
    notify: { type: "string", multiple: true },
    yes: { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
  });
  const project = new Project(process.cwd());
  const own = ["main.ts", "llm-stacks.ts"].find((file) => project.usesUs(file));
  if (own !== undefined) {
    throw new UsageError(
      `${own} uses datadog-llm already: declare another service, and add its stack there.`,
    );
  }
  const dialog = values.yes ? undefined : new Dialog();
  try {
    const answers = await answersOf({ ...defaults(project), ...values }, dialog);
    checkAnswers(answers);
    const plan = planFiles(project, answers);
    if (values["dry-run"]) {
      console.log(plan.files.map(contents).join("\n\n"));
    } else if (await write(project, plan, dialog)) {
      console.log(nextSteps(project, plan, answers));
    }
  } finally {
    dialog?.close();
  }
}

function defaults({ folder }: Project): Partial<Answers> {
  const { DD_SITE: site = "" } = process.env;
  return {
    service: normalizeTagValue("service", path.basename(folder)),
    env: "production",
    ...(site === "" ? {} : { site }),
  };
}

async function answersOf(given: Partial<Answers>, dialog: Dialog | undefined): Promise<Answers> {
  const { service = "", env = "", team = "", site = "datadoghq.com", notify = [] } = given;
  if (dialog === undefined) {
    const missing = [
      ...(team === "" ? ["--team <name>"] : []),
      ...(notify.length === 0 ? ["--notify <handle>"] : []),
    ];
    if (missing.length > 0) throw new UsageError(`--yes needs ${missing.join(" and ")}.`);
    return { service, env, team, site, notify };
  }
  return {
    service: await dialog.ask("Service, as in DD_SERVICE", service),
    env: await dialog.ask("Environment, as in DD_ENV", env),
    team: await dialog.ask("Team that owns it", team === "" ? undefined : team),
    site: await dialog.ask("Datadog site", site),
    notify: (
      await dialog.ask(
        "Who is told of alerts, such as @slack-support",
        notify.join(" ") || undefined,
      )
    ).split(/[\s,]+/),
  };
}

function contents({ file, before, after }: PlannedFile): string {
  return [`${file}${before === "" ? " (new)" : ""}`, ...diffLines(before, after)].join("\n");
}

/**
 * Without a dialog everything is written, since a plan only adds.
 *
 * @returns false where the user wants none of it
 */
async function write(project: Project, plan: Plan, dialog: Dialog | undefined): Promise<boolean> {
  const created = plan.files.filter(({ before }) => before === "");
  console.log(["New files:", ...created.map(({ file }) => `  ${file}`)].join("\n"));
  if (dialog && !(await dialog.agrees("Write them?"))) {
    console.log("Nothing was written.");
    return false;
  }
  for (const file of created) writeFile(project, file);
  for (const file of plan.files.filter(({ before }) => before !== "")) {
    console.log(`\nAdditions to ${contents(file)}`);
    if (!dialog || (await dialog.agrees(`Change ${file.file}?`))) writeFile(project, file);
  }
  return true;
}

function writeFile({ folder }: Project, { file, before, after }: PlannedFile): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, after, { flag: before === "" ? "wx" : "w" });
}

function nextSteps(project: Project, { linesForApp }: Plan, { site }: Answers): string {
  const exec = EXEC[project.packageManager];
  const forSite = site === "datadoghq.com" ? "" : ` --site ${site}`;
  return [
    "",
    ...(linesForApp.length === 0
      ? []
      : ["Add to main.ts:", ...linesForApp.map((line) => `  ${line}`)]),
    "Next:",
    `  ${project.packageManager} install`,
    `  ${exec} datadog-llm synth`,
    `  ${project.packageManager} test`,
    "Then, with DD_API_KEY and DD_APP_KEY in the environment:",
    `  ${exec} datadog-llm bootstrap --wait${forSite}`,
    `  ${exec} ${project.isCdktn ? "cdktn" : "cdktf"} deploy '*' --parallelism 4`,
  ].join("\n");
}
