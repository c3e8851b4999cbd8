import { MetricStore } from "../../metrics";
import type { ReportHead, RunReport } from "../model";
import { decodeStore } from "../series-codec";

/** A run with its series, ready for queries. */
export interface LoadedRun {
  readonly report: RunReport;
  readonly store: MetricStore;
}

export function heads(): readonly ReportHead[] {
  return JSON.parse(contentOf("runs")) as readonly ReportHead[];
}

/** Unpacks a run. Only the one that is looked at is: a file may hold dozens. */
export async function loadRun(index: number): Promise<LoadedRun> {
  const report = JSON.parse(
    new TextDecoder().decode(await inflate(contentOf(`run-${index}`))),
  ) as RunReport;
  const numbers = await inflate(contentOf(`numbers-${index}`));
  const store = new MetricStore();
  decodeStore({ series: report.series, numbers }, store);
  return { report, store };
}

function contentOf(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

async function inflate(base64: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
