import type { Comparison } from "../../release";
import type { ReleaseHeader } from "./release-report";

/** The comparison for other programs: no queries, no functions, times in ISO 8601. */
export function releaseJson(header: ReleaseHeader, comparison: Comparison): string {
  const at = (time: number): string => new Date(time * 1_000).toISOString();
  const { served, ...named } = header;
  return JSON.stringify({
    ...(served && { ...served, from: at(served.from), to: at(served.to) }),
    ...named,
    ...comparison,
    measures: comparison.measures.map(({ measure, ...verdict }) => {
      const { id, title, kind, worse, margin } = measure;
      return { id, title, kind, worse, margin, ...verdict };
    }),
  });
}
