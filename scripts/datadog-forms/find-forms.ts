import { unescapeTerraform } from "../../lab/inputs";
import { walkObject } from "./walk-object";

/** What kind of thing a form is: the headings of the page. */
export const FORM_KINDS = [
  "metric query",
  "filter",
  "monitor query",
  "objective",
  "formula",
  "monitor option",
  "message",
  "link",
  "widget",
  "resource",
] as const;
export type FormKind = (typeof FORM_KINDS)[number];

type Resources = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
>;

/** Keys of a dashboard whose values are a choice of a few. */
const CHOICES = [
  "data_source",
  "response_format",
  "display_type",
  "palette",
  "comparator",
  "aggregator",
  "color_preference",
  "display_format",
  "summary_type",
  "view_mode",
  "view_type",
  "layout_type",
  "reflow_type",
  "legend_layout",
] as const;

/** A metric query: `aggregator:metric{scope} by {keys}.method()`. */
const METRIC_QUERY =
  /\b(\w+(?:\(v: [^)]*\))?):([a-z][\w.]*)\{([^}]*)\}( by \{[^}]*\})?((?:\.\w+\([^)]*\))*)/g;

/** Forms by kind, with names and numbers left out. */
export class FormFinder {
  private readonly found = new Map<FormKind, Set<string>>(
    FORM_KINDS.map((kind) => [kind, new Set()]),
  );
  /** Keys that were seen, by widget and resource; a form lists all of them. */
  private readonly keys = new Map<string, Set<string>>();

  /** Takes the `resource` of a synthesized stack. */
  add(resources: Resources): void {
    for (const [type, byId] of Object.entries(resources)) {
      for (const body of Object.values(byId)) this.addResource(type, body);
    }
  }

  /** The forms of a kind, sorted. */
  formsOf(kind: FormKind): string[] {
    const grouped = kind === "widget" || kind === "resource" ? this.withKeys(kind) : [];
    return [...(this.found.get(kind) ?? []), ...grouped].sort();
  }

  private addResource(type: string, body: Readonly<Record<string, unknown>>): void {
    const { "//": _metadata, provider: _provider, lifecycle, ...attributes } = body;
    const settings = lifecycle === undefined ? [] : Object.keys(lifecycle as object);
    if ("metric_type" in body) {
      this.addForm("resource", `${type}, metric_type: ${String(body["metric_type"])}`);
    }
    this.addKeys("resource", type, [
      ...Object.keys(attributes),
      ...settings.map((name) => `lifecycle.${name}`),
    ]);
    if (type === "datadog_monitor") this.addMonitor(attributes);
    if (type === "datadog_dashboard_json") this.addDashboard(String(attributes["dashboard"]));
    if (type === "datadog_service_level_objective") {
      const [{ numerator, denominator }] = attributes["query"] as [Record<string, string>];
      for (const query of [numerator, denominator])
        this.addForm("objective", this.shape(query ?? ""));
    }
    if (type === "datadog_apm_retention_filter") {
      const { query } = attributes["filter"] as { query: string };
      this.addForm("filter", query.replace(/@?[\w.]+:("[^"]*"|[^\s()]+)/g, "key:value"));
    }
  }

  private addMonitor(monitor: Readonly<Record<string, unknown>>): void {
    const { name, message, query, tags: _tags, ...options } = monitor;
    this.addForm("monitor query", this.shape(String(query)));
    for (const [option, value] of Object.entries(options)) {
      if (option === "monitor_thresholds") {
        Object.keys(value as object).forEach((key) =>
          this.addForm("monitor option", `thresholds.${key}`),
        );
      } else if (option === "scheduling_options") {
        const { evaluation_window: window } = value as { readonly evaluation_window: object };
        this.addForm(
          "monitor option",
          `evaluation_window: ${Object.keys(window).sort().join(", ")}`,
        );
      } else this.addForm("monitor option", `${option}: ${abstract(value)}`);
    }
    this.addMessage(`${String(name)}\n${String(message)}`);
  }

  private addMessage(message: string): void {
    const linked = message.replace(
      /https?:\/\/\S+\/(dashboard\/\$\{[^}]*\}|apm\/traces)\?[^\n]+/g,
      (url) => {
        this.addForm("link", linkForm(url));
        return "";
      },
    );
    for (const [variable] of message.matchAll(/\{\{(?!\/)[^}]*\}\}/g)) {
      this.addForm("message", variable.replace(/[\w]+\.name/, "tag.name").replace(/\d+/g, "N"));
    }
    if (/(^|\s)@[\w-]/.test(linked))
      this.addForm("message", "@handle inside of a conditional block");
  }

  private addDashboard(json: string): void {
    const body = JSON.parse(String(unescapeTerraform(json))) as Record<string, unknown>;
    this.addKeys("resource", "dashboard body", Object.keys(body));
    walkObject(body, (object) => {
      const { formula, query, definition, search } = object;
      if (typeof definition === "object" && definition !== null) this.addWidget(definition);
      for (const name of CHOICES) {
        if (typeof object[name] === "string") this.addForm("widget", `${name}: ${object[name]}`);
      }
      if (typeof formula === "string")
        this.addForm("formula", formula.replace(/query\d+/g, "q").replace(/\b\d+(\.\d+)?\b/g, "N"));
      if (typeof query === "string" && object["data_source"] === "metrics") this.shape(query);
      if (object["data_source"] === "events") {
        this.addForm("filter", eventSearchForm(search as { readonly query: string }));
      }
    });
  }

  private addWidget(definition: object): void {
    const { type, requests } = definition as { type: string; requests?: readonly object[] };
    this.addKeys("widget", type, Object.keys(definition));
    for (const request of requests ?? []) {
      this.addKeys("widget", `${type} request`, Object.keys(request));
      this.addParts(`${type} request`, request);
    }
    this.addParts(type, { ...definition, requests: [], widgets: [] });
  }

  /** The keys of the objects in an object. */
  private addParts(name: string, object: object): void {
    for (const [key, value] of Object.entries(object)) {
      for (const part of [value as unknown].flat()) {
        if (typeof part !== "object" || part === null) continue;
        this.addKeys("widget", `${name}, ${key}`, Object.keys(part));
        this.addParts(`${name}, ${key}`, part);
      }
    }
  }

  /** The shape of an expression, with scopes and groups left out of its metric queries. */
  private shape(query: string): string {
    return (
      query
        .replace(/\$\{datadog_monitor\.[^}]*\}/g, "monitor")
        // How many members there are is checked elsewhere.
        .replace(/(monitor && )(?:monitor && )+(?=!?monitor$)/, "$1")
        .replace(/\$\{datadog_service_level_objective\.[^}]*\}/g, "objective")
        .replace(
          METRIC_QUERY,
          (_all, aggregator: string, _metric, scope: string, by = "", methods = "") => {
            const called = String(methods).replace(/\d+/g, "N");
            const how = aggregator.replace(/\d+$|(?<=[<>=])[\d.]+/, "N");
            const groups = by === "" ? "" : " by {…}";
            this.addForm("metric query", `${how}:metric{…}${groups}${called}`);
            for (const filter of scope.split(",")) this.addForm("filter", filterForm(filter));
            return `${how}:m${called}`;
          },
        )
        .replace(/(?<=[<>]=? )-/, "")
        .replace(/(?<![\w"])\d+(\.\d+)?(?!\w)/g, "N")
        .replace(/(last|current)_\d+/g, "$1_N")
        .replace(/"\d+([hmd])"/g, '"N$1"')
    );
  }

  private addForm(kind: FormKind, form: string): void {
    this.found.get(kind)?.add(form);
  }

  private addKeys(kind: "widget" | "resource", name: string, keys: readonly string[]): void {
    const known = this.keys.get(`${kind} ${name}`) ?? new Set();
    this.keys.set(`${kind} ${name}`, known);
    for (const key of keys) known.add(key);
  }

  private withKeys(kind: string): string[] {
    return [...this.keys]
      .filter(([name]) => name.startsWith(`${kind} `))
      .map(([name, keys]) => `${name.slice(kind.length + 1)}: ${[...keys].sort().join(", ")}`);
  }
}

function filterForm(filter: string): string {
  if (filter === "*" || filter === "") return "*";
  if (filter.startsWith("$")) return "$variable";
  return filter.startsWith("!") ? "!key:value" : "key:value";
}

/** Terms of one kind stand there once. */
function eventSearchForm({ query }: { readonly query: string }): string {
  const terms = query
    .split(" ")
    .map((term) => (/^\w+:\$\w+\.value$/.test(term) ? "key:$variable.value" : filterForm(term)));
  return `${[...new Set(terms)].join(" ")} of events`;
}

function abstract(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(abstract).join(", ")}]`;
  if (typeof value === "number" || /^\d+$/.test(String(value))) return "N";
  return /^[0-9a-f-]{36}$/.test(String(value)) ? "id" : String(value);
}

/** The path and the names of the parameters. */
function linkForm(url: string): string {
  const [path = "", query = ""] = url.split("?");
  const names = query
    .split("&")
    .map((one) => one.split("=")[0]?.replace(/^(tpl_var)_\w+/, "$1_<name>"));
  const place = path.includes("/dashboard/") ? "/dashboard/<id>" : "/apm/traces";
  return `${place}?${[...new Set(names)].join("&")}`;
}
