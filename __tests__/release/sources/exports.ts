import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  BASELINE,
  CANDIDATE,
  guidesExample,
  HOUR,
  MODELS,
  START,
  tagsFor,
} from "../support/release-store";

/** The guide's example as a CSV export of its counts. */
export function exportedCsv(): string {
  const lines = [BASELINE, CANDIDATE].flatMap((version) =>
    MODELS.flatMap((model) =>
      Array.from({ length: 24 }, (_, hour) => {
        const { requests, invalid } = guidesExample(version, model, hour)!;
        const tags = tagsFor(version, model).join(" ");
        const time = START + hour * HOUR + 600;
        const counts = { requests, json_checks: requests, json_invalid: invalid };
        return Object.entries(counts).map(
          ([name, count]) => `${time},llm.${name},${count},${tags},count`,
        );
      }).flat(),
    ),
  );
  return ["time,metric,value,tags,type", ...lines].join("\n");
}

/** The same as a recording. */
export function recordingOf(csv: string): string {
  const [, ...lines] = csv.split("\n");
  const points = lines.map((line) => {
    const [time, metric, value, tags] = line.split(",");
    return JSON.stringify({
      time: Number(time),
      metric,
      type: "count",
      values: [Number(value)],
      tags: tags!.split(" "),
    });
  });
  const header = { format: "datadog-llm recording", version: 1, startedAt: new Date(0) };
  const file = path.join(mkdtempSync(path.join(tmpdir(), "datadog-llm-release-")), "r.jsonl");
  writeFileSync(file, [JSON.stringify(header), ...points].join("\n") + "\n");
  return file;
}
