import path from "node:path";
import { App, LocalBackend, TerraformBackend, type TerraformStack } from "./cdktf";
import type { Construct } from "constructs";
import { Problems } from "../telemetry";
import { claim } from "./once-per-app";
import { pathOf } from "./path-of";

/** Adds a backend of CDKTF's to a stack. */
export type AddBackend = (stack: TerraformStack) => void;

/** Folder of the stacks inside of the app's output. */
const STACKS = "stacks";

/** From `cdktf.out/stacks/<id>/` to the project. */
const USUAL_WAY_UP = "../../..";

/**
 * Refuses ids that are no name of a folder or not the stack's own: state would be lost or shared.
 *
 * @throws InvalidInputError where the id cannot be a stack's.
 */
export function checkStackId(scope: Construct, id: string): void {
  const problems = new Problems();
  const named = requireFolder(problems, id);
  const holder = named ? claim(scope, `stack ${id}`, pathOf(scope, id)) : undefined;
  problems.require(
    holder === undefined,
    "id",
    id,
    `an id that no other stack of the app has, because it names the folder and the state; ${JSON.stringify(holder)} has it already`,
  );
  problems.throwIfAny("a stack");
}

/** Reports an id that is no name of one folder, or none that CDKTF takes. */
export function requireFolder(problems: Problems, id: unknown): boolean {
  const isFolder =
    typeof id === "string" && /^(?!\.{1,2}$)[^/\\\s*?[\]{}!\p{Cc}]{1,200}$/u.test(id);
  return problems.require(
    isFolder,
    "id",
    id,
    "the name of one folder, without spaces and any of / \\ * ? [ ] { } !, and neither . nor .., because CDKTF writes the stack to stacks/<id>/ and its state is terraform.<id>.tfstate",
  );
}

/** The backend of a stack, wherever in it that stands. */
export function backendOf(stack: TerraformStack): TerraformBackend | undefined {
  return stack.node.findAll().find((node) => TerraformBackend.isBackend(node));
}

/** @throws InvalidInputError where the function adds none: the state would lie in a local file. */
export function addGivenBackend(stack: TerraformStack, add: AddBackend): void {
  if (typeof add === "function") add(stack);
  const problems = new Problems();
  problems.require(
    backendOf(stack) !== undefined,
    "backend",
    add,
    "a function that adds a backend to the stack, such as (stack) => new S3Backend(stack, { … })",
  );
  problems.throwIfAny(`the stack ${JSON.stringify(stack.node.id)}`);
}

/**
 * Keeps the state in a file of the project. CDKTF's default is an absolute path of the machine that
 * synthesizes; and a path inside of the stack's folder is lost with that, which CDKTF deletes as soon
 * as the app has no such stack.
 */
export function addLocalBackend(stack: TerraformStack): TerraformBackend {
  const file = `terraform.${stack.node.id}.tfstate`;
  return new LocalBackend(stack, { path: `${wayUp(stack)}/${file}` });
}

/** From the folder in which Terraform runs to the one in which the app ran. */
function wayUp({ node: { root } }: TerraformStack): string {
  if (!App.isApp(root)) return USUAL_WAY_UP;
  const fromProject = path.relative(process.cwd(), root.outdir);
  // An output elsewhere, such as a test's temporary folder: the way there would differ by machine.
  if (fromProject.split(path.sep)[0] === ".." || path.isAbsolute(fromProject)) return USUAL_WAY_UP;
  const folders = path.join(fromProject, STACKS, "stack").split(path.sep);
  return folders.map(() => "..").join("/");
}
