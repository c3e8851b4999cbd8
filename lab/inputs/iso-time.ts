const ISO =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Seconds since the epoch of a time in ISO 8601, with a T or a space in between. Without a zone it is in
 * UTC, as Datadog's times are, and not in that of the machine that reads it.
 *
 * @returns NaN for anything else
 */
export function isoSeconds(text: string): number {
  const [, date, time = "00:00", zone = "Z"] = ISO.exec(text) ?? [];
  if (date === undefined) return NaN;
  const offset = /^[+-]/.test(zone)
    ? `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`
    : "Z";
  return Date.parse(`${date}T${time}${offset}`) / 1_000;
}
