import type { App } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Reads the construct tree of a user's app by the marks that CDKTF puts on its classes, and never
 * imports CDKTF: the app brings its own copy, or that of CDK Terrain, which bears the same marks.
 */
const MARKS = {
  app: Symbol.for("cdktf/App"),
  stack: Symbol.for("cdktf/TerraformStack"),
  resource: Symbol.for("cdktf/TerraformResource"),
} as const;

const isMarked = (value: unknown, mark: symbol): boolean =>
  typeof value === "object" && value !== null && mark in value;

export const isApp = (value: unknown): value is App => isMarked(value, MARKS.app);

export function stacksOf(app: App): IConstruct[] {
  return app.node.findAll().filter((construct) => isMarked(construct, MARKS.stack));
}

/** The stack that a construct stands in. */
export function stackOf(construct: IConstruct): IConstruct | undefined {
  return construct.node.scopes.findLast((scope) => isMarked(scope, MARKS.stack));
}

/** The Terraform resources below a construct. */
export function resourcesOf(construct: IConstruct): IConstruct[] {
  return construct.node.findAll().filter((child) => isMarked(child, MARKS.resource));
}

/** Whether the app has written its stacks: each enters the manifest when it is written. */
export function isSynthesized(app: App): boolean {
  const written = Object.values(app.manifest.stacks).map(({ constructPath }) => constructPath);
  return stacksOf(app).every(({ node }) => written.includes(node.path));
}
