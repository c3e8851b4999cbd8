import { UnparsedObject } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/util";
import { ObjectSerializer } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/ObjectSerializer";
import type { ObjectSerializer as ObjectSerializerV2 } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/models/ObjectSerializer";
import type { SynthesizedMonitor } from "./synth";

/**
 * Passes a body through the official client's typed deserializer.
 *
 * @returns the paths of everything that the client's types do not know
 */
export function unparsedPaths(body: unknown, type: "Dashboard" | "Monitor"): string[] {
  return unknownIn(ObjectSerializer.deserialize(body, type, ""), "");
}

/** The same for an answer of the API, by the client's name of its form. */
export function unparsedAnswer(body: unknown, version: "v1" | "v2", type: string): string[] {
  const serializer = version === "v1" ? ObjectSerializer : serializerOfV2();
  return unknownIn(serializer.deserialize(body, type, ""), "");
}

/** Loaded when it is asked for: it takes two seconds, and most tests need version 1 alone. */
function serializerOfV2(): typeof ObjectSerializerV2 {
  const client = "@datadog/datadog-api-client/dist/packages/datadog-api-client-v2";
  return jest.requireActual<{ ObjectSerializer: typeof ObjectSerializerV2 }>(
    `${client}/models/ObjectSerializer`,
  ).ObjectSerializer;
}

function unknownIn(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  if (value instanceof UnparsedObject) return [`${path}: ${JSON.stringify(value._data)}`];
  if (Array.isArray(value)) {
    return value.flatMap((inner, index) => unknownIn(inner, `${path}[${index}]`));
  }
  const { additionalProperties, _unparsed, ...known } = value as Record<string, unknown>;
  return [
    ...Object.keys(additionalProperties ?? {}).map((key) => `${path}.${key}: unknown property`),
    ...Object.entries(known).flatMap(([key, inner]) => unknownIn(inner, `${path}.${key}`)),
  ];
}

/** The body that the Terraform provider sends for a monitor's attributes. */
export function monitorBody(monitor: SynthesizedMonitor): object {
  const { monitor_thresholds: thresholds, priority, name, type, query, message, tags } = monitor;
  const options = {
    include_tags: monitor.include_tags,
    require_full_window: monitor.require_full_window,
    evaluation_delay: monitor.evaluation_delay,
    on_missing_data: monitor.on_missing_data,
    renotify_interval: monitor.renotify_interval,
    renotify_occurrences: monitor.renotify_occurrences,
    renotify_statuses: monitor.renotify_statuses,
    thresholds: thresholds && mapValues(thresholds, Number),
  };
  return {
    name,
    type,
    query,
    message,
    tags,
    priority: Number(priority),
    restricted_roles: monitor.restricted_roles ?? null,
    options: JSON.parse(JSON.stringify(options)),
  };
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T) => R) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
