import type { Answers } from "./answers";
import { namesFor } from "./names";
import type { Project } from "./project";
import { alertsTestFile } from "./templates/alerts-test";
import { cdktfFile, GITIGNORE, jestConfigFile, tsconfigFile } from "./templates/configs";
import { declarationFile } from "./templates/declaration";
import { packageJsonFile } from "./templates/package-json";
import { appFile, linesForApp, stacksFile } from "./templates/stacks";
import { workflowFile } from "./templates/workflow";

/** One file as it is and as it will be. */
export interface PlannedFile {
  readonly file: string;
  /** Empty for a new file. */
  readonly before: string;
  readonly after: string;
}

export interface Plan {
  readonly files: readonly PlannedFile[];
  /** What the user adds to their own app. */
  readonly linesForApp: readonly string[];
}

/**
 * The files that are missing, and the additions to package.json and .gitignore. No other file that is
 * there is touched: ours then stands beside it, or is not needed.
 */
export function planFiles(project: Project, answers: Answers): Plan {
  const names = namesFor(project, answers);
  const created: Readonly<Record<string, string>> = {
    [names.declaration]: declarationFile(answers, names),
    [names.stacks]: names.beside ? stacksFile(answers, names) : appFile(answers, names),
    "__tests__/llm-alerts.test.ts": alertsTestFile(answers, names),
    "tsconfig.json": tsconfigFile(),
    "cdktf.json": cdktfFile(answers),
    ...(project.hasJestConfig ? {} : { "jest.config.cjs": jestConfigFile(names) }),
    ".github/workflows/datadog-llm.yml": workflowFile(project.packageManager),
  };
  const files = [
    ...Object.entries(created)
      .filter(([file]) => !project.has(file))
      .map(([file, after]) => ({ file, before: "", after })),
    changed(project, "package.json", packageJsonFile(project)),
    changed(project, ".gitignore", gitignoreFile(project)),
  ];
  return {
    files: files.filter(({ before, after }) => before !== after),
    linesForApp: names.beside ? linesForApp(names) : [],
  };
}

function changed(project: Project, file: string, after: string): PlannedFile {
  return { file, before: project.read(file), after };
}

function gitignoreFile(project: Project): string {
  const there = project.read(".gitignore");
  const bare = (line: string): string => line.trim().replace(/^[/*]*|\/$/g, "");
  const known = new Set(there.split("\n").map(bare));
  const missing = GITIGNORE.filter((line) => !known.has(bare(line)));
  if (missing.length === 0) return there;
  const start = there === "" || there.endsWith("\n") ? there : `${there}\n`;
  return `${start}${missing.join("\n")}\n`;
}
