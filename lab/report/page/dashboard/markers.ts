import type { Severity, Threshold } from "../chart/lines";
import { records, text, type Json } from "../json";

const NUMBER = "(-?[\\d.]+(?:e[+-]?\\d+)?)";
const AT = new RegExp(`^\\s*y\\s*=\\s*${NUMBER}\\s*$`, "i");
const BETWEEN = new RegExp(`^\\s*${NUMBER}\\s*<=?\\s*y\\s*<=?\\s*${NUMBER}\\s*$`, "i");
const ABOVE = new RegExp(`^\\s*y\\s*>=?\\s*${NUMBER}\\s*$`, "i");
const BELOW = new RegExp(`^\\s*y\\s*<=?\\s*${NUMBER}\\s*$`, "i");

const SEVERITIES: Readonly<Record<string, Severity>> = {
  ...{ error: "critical", warning: "warning", ok: "ok", info: "info" },
};
const LINES = ["dashed", "solid", "bold"] as const;

/** What a graph marks, and the markers that are not read. */
export function readMarkers(definition: Json): { marks: Threshold[]; unread: string[] } {
  const marks: Threshold[] = [];
  const unread: string[] = [];
  for (const marker of records(definition["markers"])) {
    const place = placeOf(text(marker["value"]));
    const [kind = "", style] = text(marker["display_type"], "info dashed").split(/\s+/);
    const severity = Object.hasOwn(SEVERITIES, kind) ? SEVERITIES[kind] : undefined;
    if (!place || !severity) {
      unread.push(`the marker "${text(marker["value"])}"`);
      continue;
    }
    const line = LINES.find((one) => one === style) ?? "dashed";
    marks.push({ ...place, severity, line, label: text(marker["label"]).trim() || severity });
  }
  return { marks, unread };
}

function placeOf(value: string): Pick<Threshold, "value" | "upTo"> | undefined {
  const at = AT.exec(value)?.[1];
  if (at !== undefined) return { value: Number(at) };
  const [, from, to] = BETWEEN.exec(value) ?? [];
  if (from !== undefined) return { value: Number(from), upTo: Number(to) };
  const above = ABOVE.exec(value)?.[1];
  if (above !== undefined) return { value: Number(above), upTo: Infinity };
  const below = BELOW.exec(value)?.[1];
  return below === undefined ? undefined : { value: -Infinity, upTo: Number(below) };
}
