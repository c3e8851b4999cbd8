import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { LlmServiceStack, type LlmServiceProps } from "../../constructs";
import type { LlmServiceInEnv } from "../../telemetry";

/** A monitor's attributes as Terraform reads them. */
export interface SynthesizedMonitor {
  readonly name: string;
  readonly type: "query alert" | "composite" | "slo alert";
  readonly query: string;
  readonly message: string;
  readonly monitor_thresholds?: Readonly<Record<string, string>>;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly require_full_window?: boolean;
  readonly evaluation_delay?: number;
  readonly on_missing_data?: string;
  readonly include_tags?: boolean;
  readonly provider?: string;
  readonly restricted_roles?: readonly string[];
  readonly renotify_interval?: number;
  readonly renotify_occurrences?: number;
  readonly renotify_statuses?: readonly string[];
}

export interface Widget {
  readonly definition: {
    readonly type: string;
    readonly title?: string;
    readonly content?: string;
    readonly widgets?: readonly Widget[];
    readonly requests?: readonly {
      readonly display_type?: string;
      readonly queries?: readonly {
        readonly name: string;
        /** Of metrics. */
        readonly query?: string;
        /** Of events. */
        readonly search?: { readonly query: string };
      }[];
      readonly formulas?: readonly { readonly formula: string }[];
      readonly query?: { readonly query_string: string };
    }[];
    readonly markers?: readonly { readonly value: string }[];
    readonly query?: string;
  };
  readonly layout?: { x: number; y: number; width: number; height: number };
}

export interface Dashboard {
  readonly title: string;
  readonly description: string;
  readonly widgets: readonly Widget[];
  readonly template_variables: readonly {
    readonly name: string;
    readonly prefix: string;
    readonly defaults: readonly string[];
    readonly available_values: readonly string[];
  }[];
  readonly [key: string]: unknown;
}

export interface SynthesizedStack {
  readonly monitors: Readonly<Record<string, SynthesizedMonitor>>;
  readonly dashboards: Readonly<Record<string, Dashboard>>;
  /** All resources, by type and logical id. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, any>>>>;
  /** The whole file as written. */
  readonly text: string;
  /** Addresses of all resources. */
  readonly addresses: readonly string[];
}

/** Synthesizes an app to a temporary folder and reads one of its stacks. */
export function synthApp(build: (app: App) => void, stack: string): SynthesizedStack {
  const outdir = mkdtempSync(path.join(tmpdir(), "datadog-llm-test-"));
  try {
    const app = new App({ outdir });
    build(app);
    app.synth();
    return readStack(path.join(outdir, "stacks", stack, "cdk.tf.json"));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Synthesizes one service in a stack of its own. */
export function synthService<S extends LlmServiceInEnv>(
  service: S,
  props: Omit<Partial<LlmServiceProps<S>>, "service"> = {},
): SynthesizedStack {
  return synthApp((app) => {
    new LlmServiceStack(app, "stack", {
      service,
      notify: { alert: ["@pagerduty-test"] },
      ...props,
    });
  }, "stack");
}

export function readStack(file: string): SynthesizedStack {
  const text = readFileSync(file, "utf8");
  const resources = JSON.parse(text).resource as Record<string, Record<string, any>>;
  const dashboards = Object.entries(resources["datadog_dashboard_json"] ?? {}).map(
    ([id, { dashboard }]) => [id, JSON.parse(unescapeTerraform(dashboard))],
  );
  return {
    monitors: resources["datadog_monitor"] ?? {},
    dashboards: Object.fromEntries(dashboards),
    resources,
    text,
    addresses: Object.entries(resources).flatMap(([type, byId]) =>
      Object.keys(byId).map((id) => `${type}.${id}`),
    ),
  };
}

/** What Terraform makes of a string without references. */
export function unescapeTerraform(text: string): string {
  return text.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
}

/** Every widget of a dashboard, those inside groups included. */
export function widgetsOf(dashboard: Dashboard): Widget[] {
  const flat = (widgets: readonly Widget[]): Widget[] =>
    widgets.flatMap((widget) => [widget, ...flat(widget.definition.widgets ?? [])]);
  return flat(dashboard.widgets);
}

/** Titles of a dashboard's widgets. */
export function titlesOf(dashboard: Dashboard): string[] {
  return widgetsOf(dashboard).flatMap(({ definition }) => definition.title ?? []);
}

/** The metric queries of a dashboard. */
export function dashboardQueries(dashboard: Dashboard): string[] {
  return widgetsOf(dashboard).flatMap(({ definition }) =>
    (definition.requests ?? []).flatMap(({ queries = [] }) =>
      queries.flatMap(({ query }) => query ?? []),
    ),
  );
}
