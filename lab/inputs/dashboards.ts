import type { Objectives } from "./objectives";
import { objectivesOfStack, unescapeTerraform } from "./stack";

/** A dashboard, as Datadog's API takes it. */
export interface Dashboard {
  /** Terraform's resource name. */
  readonly id: string;
  readonly title: string;
  /** The whole body: widgets, template variables, layout. */
  readonly body: unknown;
  /** The objectives that its widgets may show. @default - none */
  readonly objectives?: Objectives;
}

interface StackJson {
  readonly resource?: {
    readonly datadog_dashboard_json?: Readonly<Record<string, { readonly dashboard?: unknown }>>;
  };
}

/**
 * Reads the dashboards of a synthesized stack (`cdk.tf.json`, or any Terraform JSON).
 *
 * @returns Each `datadog_dashboard_json`, with its resource name as its id.
 * @throws SyntaxError where a dashboard is no JSON.
 */
export function dashboardsOfStack(stack: unknown): Dashboard[] {
  const resources = (stack as StackJson | null)?.resource?.datadog_dashboard_json ?? {};
  const objectives = objectivesOfStack(stack);
  return Object.entries(resources).map(([id, { dashboard }]) => {
    const body = JSON.parse(String(unescapeTerraform(dashboard))) as { readonly title?: unknown };
    return { id, title: typeof body.title === "string" ? body.title : id, body, objectives };
  });
}
