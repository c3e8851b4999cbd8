import type { Run } from "../run";
import { encodeRun, type EncodedRun } from "./encode-run";
import type { ReportHead } from "./model";
import { pageBundle } from "./page-bundle";
import { renderPage, type RunData } from "./render-page";

/** Collects runs for one report. Each is encoded at once, so that its recording can be let go. */
export class Report {
  private readonly heads: ReportHead[] = [];
  private readonly data: RunData[] = [];

  /** @param runs How many there will be: they share the size of the file. */
  constructor(private readonly runs: number) {}

  /**
   * @param before The same scenario before a change, to be shown beside it.
   * @throws TypeError where a run was played without `recording: true`.
   */
  add(run: Run, before?: Run): void {
    this.addEncoded(encodeRun(run, this.runs, before));
  }

  addEncoded({ head, data }: EncodedRun): void {
    this.heads.push(head);
    this.data.push(data);
  }

  /** The page, whole. */
  html(): string {
    return renderPage(this.heads, this.data, pageBundle("report"));
  }
}
