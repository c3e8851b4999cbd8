import { isDeepStrictEqual } from "node:util";
import { modulesOf, type TerraformModule } from "../stacks/modules-of";
import { startOfWork } from "../stacks/revision";

/** The stacks that differ from those of a revision. */
export interface ChangedStacks<S extends TerraformModule> {
  readonly changed: readonly S[];
  /** What they were compared with, and which did not change: for the reader. */
  readonly note: string;
}

/**
 * The stacks whose JSON is not that of a revision. Where Terraform keeps its state, and what CDKTF says
 * of itself, change nothing.
 *
 * @param since a git revision; empty for where the present work began
 * @throws UsageError where there is no such revision, or where it cannot be synthesized
 */
export function changedStacks<S extends TerraformModule>(
  stacks: readonly S[],
  since: string,
  app: string,
): ChangedStacks<S> {
  const revision = since === "" ? startOfWork("--changed") : since;
  const before = new Map(
    modulesOf("--changed", revision, app).map(({ stack, json }) => [stack, compared(json)]),
  );
  const changed = stacks.filter(
    ({ stack, json }) => !isDeepStrictEqual(compared(json), before.get(stack)),
  );
  const names = changed.map(({ stack }) => stack).join(", ");
  const said = changed.length === 0 ? "no stack changed" : `changed: ${names}`;
  return { changed, note: `Since ${shown(revision)}, ${said}, of ${stacks.length}.` };
}

function shown(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 10) : revision;
}

function compared(json: unknown): unknown {
  const { "//": _metadata, terraform: _state, ...rest } = Object(json) as Record<string, unknown>;
  return rest;
}
