import type { Json } from "../json";
import { DASHBOARD_KEYS, KNOWN_KEYS, type Keys } from "./known-keys";

const KINDS: Readonly<Record<string, Keys>> = KNOWN_KEYS;

/**
 * What a widget asks for and the report does not do, each as a path into its definition, such as
 * `requests.style.has_value_labels`. Empty values ask for nothing.
 */
export function unreadKeys(kind: string, definition: Json): string[] {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  return known ? [...new Set(unread(definition, known, ""))] : [];
}

/** The same of the dashboard itself; its widgets speak for themselves. */
export function unreadOfDashboard(dashboard: Json): string[] {
  return [...new Set(unread(dashboard, DASHBOARD_KEYS, ""))];
}

function unread(value: unknown, known: Keys, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => unread(one, known, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (isEmpty(inner)) return [];
    const place = path === "" ? key : `${path}.${key}`;
    const use = Object.hasOwn(known, key) ? known[key] : undefined;
    if (use === undefined) return [place];
    return typeof use === "string" ? [] : unread(inner, use, place);
  });
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === "" || value === 0)
    return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
