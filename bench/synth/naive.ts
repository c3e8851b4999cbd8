import { createRequire } from "node:module";
import { App, TerraformStack } from "cdktf";
import { reportCost } from "../support/measure";
import { serviceNames, TEMPLATE_NAME } from "./services";
import { forService, readTemplate } from "./template";
import { camelCaseKeys, typedDashboard } from "./typed-dashboard";

/**
 * The naive way: the same monitors and dashboards with the generated bindings of the provider, imported
 * from its root. Untyped here, because the root's types would slow down every type check of the project.
 */
const { provider, monitor, dashboard } = createRequire(__filename)("@cdktf/provider-datadog");

const [count, outdir, templateFolder] = process.argv.slice(2);

interface Template {
  readonly resource: {
    readonly datadog_monitor: Record<string, object>;
    readonly datadog_dashboard_json: Record<string, { readonly dashboard: string }>;
  };
}

reportCost(() => {
  const template = readTemplate(templateFolder!, `stacks/${TEMPLATE_NAME}/cdk.tf.json`) as Template;
  const monitors = Object.entries(template.resource.datadog_monitor).map(
    ([id, body]) => [id, camelCaseKeys(body)] as const,
  );
  const dashboards = Object.entries(template.resource.datadog_dashboard_json).map(
    ([id, body]) => [id, typedDashboard(body.dashboard)] as const,
  );
  const app = new App({ outdir: outdir! });
  for (const name of serviceNames(Number(count))) {
    const stack = new TerraformStack(app, name);
    new provider.DatadogProvider(stack, "datadog");
    for (const [id, config] of forService(monitors, name)) new monitor.Monitor(stack, id, config);
    for (const [id, config] of forService(dashboards, name)) {
      new dashboard.Dashboard(stack, id, config);
    }
  }
  app.synth();
});
