import type { Answers } from "./answers";
import type { Project } from "./project";

/** Names and places that the written files share. */
export interface Names {
  /** The constant that holds the declaration. */
  readonly service: string;
  /** File of the declaration. */
  readonly declaration: string;
  /** File of the stacks: the app, or beside it where there is one. */
  readonly stacks: string;
  /** Whether the stacks stand beside an app of the project's own. */
  readonly beside: boolean;
  /** Package of the constructs' base. */
  readonly cdk: "cdktf" | "cdktn";
  readonly constructs: "datadog-llm/constructs" | "datadog-llm/cdktn/constructs";
  /** Module specifier of a file beside the importing one, or of its folder's parent. */
  readonly specifier: (file: string, folder?: "." | "..") => string;
}

export function namesFor(project: Project, { service }: Answers): Names {
  const beside = project.has("main.ts");
  const ending = project.isEsModule ? ".js" : "";
  return {
    service: constantName(service),
    declaration: project.has("services.ts") ? "llm-services.ts" : "services.ts",
    stacks: beside ? "llm-stacks.ts" : "main.ts",
    beside,
    cdk: project.isCdktn ? "cdktn" : "cdktf",
    constructs: project.isCdktn ? "datadog-llm/cdktn/constructs" : "datadog-llm/constructs",
    specifier: (file, folder = ".") => `${folder}/${file.replace(/\.ts$/, ending)}`,
  };
}

/** Words of the language, and names that the written files use themselves. */
const TAKEN = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false " +
    "finally for function if import in instanceof new null return super switch this throw true try " +
    "typeof var void while with let static yield await async implements interface package private " +
    "protected public eval arguments undefined app site stack monitors run play scenario test expect"
  ).split(" "),
);

/** @example constantName("support-agent") // "supportAgent" */
function constantName(service: string): string {
  const [first = "", ...rest] = service.split(/[^a-z0-9]+/).filter((word) => word !== "");
  const name = [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(
    "",
  );
  return /^[a-z]/.test(name) && !TAKEN.has(name) ? name : "llmService";
}
