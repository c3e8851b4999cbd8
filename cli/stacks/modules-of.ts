import { existsSync } from "node:fs";
import path from "node:path";
import { record } from "../../lab/inputs/record";
import { stackOfTerraform } from "../../lab/inputs/terraform-json";
import { inRevision } from "./revision";
import { filesIn, isModule, readJson, stackName } from "./stack-files";
import { requireRevision, stacksOf } from "./stacks-of";

/** What Terraform reads as one: a stack, or the JSON files of a folder together. */
export interface TerraformModule {
  /** The name of the stack, of the file, or of the folder. */
  readonly stack: string;
  /** As of one `*.tf.json`. */
  readonly json: unknown;
}

/**
 * The modules in a folder of synthesized stacks, in a folder of Terraform JSON, or in one file of it; a
 * file may also be what `terraform show -json` prints.
 *
 * @throws UsageError where there is none
 */
export function modulesIn(flag: string, place: string): TerraformModule[] {
  const folders = new Map<string, string[]>();
  for (const file of filesIn(flag, place)) {
    const folder = path.dirname(file);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders].map(([folder, own]) => {
    const [first = ""] = own;
    const jsons = own.map((file) => stackOfTerraform(readJson(flag, file).json));
    return {
      stack: own.length === 1 ? stackName(first) : path.basename(path.resolve(folder)),
      json: own.length === 1 ? jsons[0] : merged(jsons),
    };
  });
}

/**
 * The modules that a side of a comparison names.
 *
 * @param side a module that exports an app, a folder or a file of Terraform JSON, or a git revision
 * @param app what is looked at in a revision: the app's module, or a folder or file
 * @throws UsageError where it is none of them
 */
export function modulesOf(flag: string, side: string, app: string): TerraformModule[] {
  if (existsSync(side) && !isModule(side)) return modulesIn(flag, side);
  if (!existsSync(side) && !isModule(app)) {
    requireRevision(flag, side);
    const place = path.relative(process.cwd(), path.resolve(app));
    return inRevision(side, (project) => {
      const there = path.join(project, place);
      return existsSync(there) ? modulesIn(flag, there) : [];
    });
  }
  return stacksOf(flag, side, app).map(({ stack, content }) => ({
    stack,
    json: JSON.parse(String(content)) as unknown,
  }));
}

/** Members of a composite may stand in another file than the composite. */
function merged(files: readonly unknown[]): unknown {
  const byType = new Map<string, object>();
  for (const file of files) {
    for (const [type, blocks] of Object.entries(record(record(file)["resource"]))) {
      byType.set(type, { ...byType.get(type), ...record(blocks) });
    }
  }
  return { resource: Object.fromEntries(byType) };
}
