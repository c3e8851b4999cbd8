type Json = Readonly<Record<string, unknown>>;

/** What Datadog keeps of any monitor: no setting of it. */
const NO_SETTING =
  /^(?:id|org_id|creator|created|created_at|modified|deleted|multi|overall_state|overall_state_modified|state|effective_tags)$/;

/** Switches that say nothing where they are off; the last is refused beside a newer one. */
const OFF = ["locked false", "restricted false", "notify_no_data false"];

/** What is written although the export says nothing of it. */
const ADDED = ["require_full_window false", "message "];

/**
 * How a synthesized monitor differs from the export that it came from: `-` for what is gone and not named,
 * `+` for what came from nowhere.
 */
export function unlike(
  exported: Json,
  synthesized: Json,
  notExpressed: readonly string[],
): string[] {
  const { definition, title, ...own } = exported;
  const api = (definition ?? own) as Json;
  const source = (definition === undefined ? own : { name: title, ...api }) as Json;
  const expected = new Set(leavesOfApi(source));
  const { "//": _comment, ...attributes } = synthesized;
  const written = new Set(leaves(attributes).map(pathOf));
  const paths = notExpressed.map((one) => pathOf(one.replace(/: .*/, "")));
  const isNamed = (leaf: string): boolean => paths.some((path) => leaf.startsWith(path));
  const isGone = (leaf: string): boolean => !written.has(leaf) && !OFF.includes(leaf);
  return [
    ...[...expected].filter((leaf) => isGone(leaf) && !isNamed(leaf)).map((leaf) => `- ${leaf}`),
    ...[...written]
      .filter((leaf) => !expected.has(leaf) && !ADDED.includes(leaf))
      .map((leaf) => `+ ${leaf}`),
  ];
}

/** Each value of an export at the place where the provider has it. */
function leavesOfApi(monitor: Json): string[] {
  const { options, ...own } = monitor;
  const set = Object.entries({ ...(options as Json | undefined), ...own }).filter(
    ([name]) => !NO_SETTING.test(name),
  );
  return leaves(Object.fromEntries(set)).map(pathOf);
}

/** The place of a value in both forms. Of queries, the provider keeps those of each kind together. */
function pathOf(leaf: string): string {
  return leaf
    .replace(/^options\./, "")
    .replace(/^thresholds\b/, "monitor_thresholds")
    .replace(/^threshold_windows\b/, "monitor_threshold_windows")
    .replace(/^(scheduling_options\.custom_schedule)\.recurrences\[0\]/, "$1.recurrence")
    .replace(/^variables(?:\.event_query|\.cloud_cost_query)?\[\d+\]/, "variables");
}

/** `path value` each; an index of its own only where there are several objects. */
function leaves(value: unknown, path = ""): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    return value.flatMap((one, index) =>
      leaves(one, typeof one === "object" ? `${path}[${index}]` : path),
    );
  }
  if (typeof value !== "object") return [`${path} ${JSON.stringify(value).replace(/^"|"$/g, "")}`];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, path === "" ? name : `${path}.${name}`),
  );
}
