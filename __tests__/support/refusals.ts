import { Testing, TerraformStack } from "cdktf";
import { InvalidInputError } from "../../telemetry";

/** Paths of the problems that a construct refuses its props for; empty where it takes them. */
export function refusedPaths(build: (stack: TerraformStack) => void): string[] {
  try {
    build(new TerraformStack(Testing.app(), "stack"));
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems.map(({ path }) => path);
    throw error;
  }
  return [];
}
