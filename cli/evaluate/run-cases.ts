import type { CaseResult } from "../../release";
import { hashOf, type Case } from "./cases";
import { resultOf, type Results } from "./results";

export interface RunCasesProps {
  readonly cases: readonly Case[];
  readonly versions: readonly string[];
  readonly results: Results;
  readonly concurrency: number;
  readonly run: (one: Case, version: string) => unknown;
  readonly onProgress: (done: number, all: number) => void;
}

/** Why a case has no result. */
export interface FailedRun {
  readonly id: string;
  readonly version: string;
  readonly error: Error;
}

/** Runs what has no result yet. A run that throws has none, and is run again the next time. */
export async function runCases(props: RunCasesProps): Promise<FailedRun[]> {
  const { cases, versions, results, concurrency, onProgress } = props;
  const all = cases.length * versions.length;
  const open = cases
    .flatMap((one) => versions.map((version) => ({ one, hash: hashOf(one), version })))
    .filter(({ one, hash, version }) => !results.has(one.id, hash, version));
  const failed: FailedRun[] = [];
  let done = all - open.length;
  const queue = open.values();
  const worker = async (): Promise<void> => {
    for (const { one, hash, version } of queue) {
      try {
        const given = await props.run(one, version);
        const result: CaseResult = resultOf(given, `${one.id} with ${version}`);
        results.add(one.id, hash, version, result);
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        failed.push({ id: one.id, version, error });
      }
      done += 1;
      onProgress(done, all);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return failed;
}
