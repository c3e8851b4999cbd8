import { existsSync } from "node:fs";
import path from "node:path";
import type { CaseResult } from "../../release";
import type { EvalStage } from "../../telemetry";
import { loadModule } from "../load-module";
import { UsageError } from "../usage-error";
import type { Case } from "./cases";
import { withToldCalls } from "./told-calls";

/** What the function is told besides the case. */
export interface RunContext {
  readonly prompt: string;
  readonly version: string;
}

export type RunCase = (one: Case, context: RunContext) => unknown;

/** What is needed of `LlmTelemetry`, of whatever declaration: the names come from the command line. */
interface Telemetry {
  withPrompt<T>(
    prompt: { readonly name: string; readonly version: string; readonly feature: string },
    work: () => T,
  ): T;
  evaluation(evaluation: {
    readonly name: string;
    readonly pass?: boolean | undefined;
    readonly score?: number | undefined;
    readonly type?: string | undefined;
    readonly humanPass?: boolean | undefined;
    readonly stage?: EvalStage;
  }): void;
  flush(timeoutMs: number): Promise<boolean>;
}

/** What a module for `--run` exports. */
export interface Runner {
  readonly run: RunCase;
  /** Its runtime, where results are to be recorded, too. */
  readonly llm?: Telemetry;
  /** The feature under which they are. */
  readonly feature?: string;
}

/** @throws UsageError where the module is not there, or exports no function `run` */
export async function loadRunner(file: string): Promise<Runner> {
  if (!existsSync(file)) throw new UsageError(`There is no module at ${file}: name it with --run.`);
  const loaded = (await loadModule(path.resolve(file))) as Partial<Runner> & { default?: unknown };
  // What a CommonJS module exports is the default of the ES module that Node makes of it.
  const fallback = Object(loaded.default) as Partial<Runner>;
  const run = loaded.run ?? fallback.run;
  const llm = loaded.llm ?? fallback.llm;
  const feature = loaded.feature ?? fallback.feature;
  if (typeof run !== "function") {
    throw new UsageError(
      `${file} exports no function run: write "export async function run(case, { version }) …".`,
    );
  }
  if (llm !== undefined && typeof feature !== "string") {
    throw new UsageError(`${file} exports llm, and no feature to record under: export it, too.`);
  }
  return { run, ...(llm && { llm }), ...(feature !== undefined && { feature }) };
}

/**
 * Runs a case, and takes along what the runtime tells of its calls. Where the module exports its runtime,
 * the verdict is recorded at stage `pre_release`, which no production alert reads.
 */
export function recorded({ run, llm, feature }: Runner, prompt: string, evaluation: string) {
  return (one: Case, version: string): Promise<unknown> =>
    withToldCalls({ prompt, version }, async () => {
      if (llm === undefined || feature === undefined) return run(one, { prompt, version });
      return llm.withPrompt({ name: prompt, version, feature }, async () => {
        const result = await run(one, { prompt, version });
        const { pass, score, type, humanPass } = Object(result) as Partial<CaseResult>;
        llm.evaluation({ name: evaluation, pass, score, type, humanPass, stage: "pre_release" });
        return result;
      });
    });
}
