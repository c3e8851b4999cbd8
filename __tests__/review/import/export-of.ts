import { unescapeTerraform } from "../../../lab/inputs/stack";

type Json = Record<string, any>;

/** Attributes that the API holds beside `options`. */
const BESIDE = ["name", "type", "query", "message", "tags", "priority", "draft_status"];
const OF_TERRAFORM = ["//", "lifecycle", "monitor_thresholds", "restricted_roles"];

/** The monitors of a synthesized stack as `GET /api/v1/monitor` answers once they are deployed. */
export function exportOf(stack: string): Json[] {
  const { datadog_monitor: monitors } = (JSON.parse(stack) as Json)["resource"] as Json;
  const names = Object.keys(monitors as Json);
  const deployed = (text: string): string =>
    text
      .replace(/\$\{datadog_monitor\.([\w-]+)\.id\}/g, (_all, name) => String(idOf(names, name)))
      .replace(/\$\{datadog_dashboard_json\.[\w-]+\.id\}/g, "abc-def-ghi");
  return names.map((name) => {
    const attributes = JSON.parse(deployed(JSON.stringify((monitors as Json)[name]))) as Json;
    return apiMonitor(idOf(names, name), unescapeTerraform(attributes) as Json);
  });
}

function idOf(names: readonly string[], name: string): number {
  return 1_000 + names.indexOf(name);
}

function apiMonitor(id: number, attributes: Json): Json {
  const options = Object.entries(attributes).filter(
    ([key]) => !BESIDE.includes(key) && !OF_TERRAFORM.includes(key),
  );
  const thresholds = Object.entries((attributes["monitor_thresholds"] ?? {}) as Json);
  return {
    id,
    ...Object.fromEntries(BESIDE.map((key) => [key, attributes[key]])),
    priority: Number(attributes["priority"]),
    restricted_roles: attributes["restricted_roles"] ?? null,
    overall_state: "OK",
    creator: { email: "ada@example.com" },
    draft_status: attributes["draft_status"] ?? "published",
    options: {
      notify_audit: false,
      silenced: {},
      new_host_delay: 300,
      ...Object.fromEntries(options),
      thresholds: Object.fromEntries(thresholds.map(([key, value]) => [key, Number(value)])),
    },
  };
}
