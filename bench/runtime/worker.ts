import { setTimeout } from "node:timers/promises";
import tracer, { type Tracer } from "dd-trace";
import { flushTracer } from "../../runtime/dd-trace/flush";
import { measureVariants, type VariantCost } from "./measure-variants";
import { SETTINGS, type Setting, type VariantName } from "./settings";
import { bare } from "./variants/bare";
import { handwrittenOfGuide } from "./variants/handwritten";
import { handwrittenWithArray, handwrittenWithObjects } from "./variants/handwritten";
import { llmobs } from "./variants/llmobs";
import { opentelemetry } from "./variants/opentelemetry";
import { runtime } from "./variants/runtime";
import type { Variant } from "./variants/variant";

/** What a worker tells: first that each variant has made one call, then what calls cost. */
export type WorkerMessage = { readonly called: true } | { readonly costs: readonly VariantCost[] };

const HOUR_MS = 3_600_000;
const FLUSH_TIMEOUT_MS = 10_000;
const LLMOBS_SENDING_MS = 15;

const VARIANTS: Record<VariantName, (tracer: Tracer, flush: () => Promise<void>) => Variant> = {
  bare: () => bare,
  guide: handwrittenOfGuide,
  handwritten: handwrittenWithObjects,
  "handwritten-cached-tags": handwrittenWithArray,
  runtime,
  llmobs,
  opentelemetry,
};

/** Arguments: the setting, and the rounds to measure. */
async function main(setting: Setting, rounds: number): Promise<void> {
  // A flush by timer would be paid by whichever variant happens to run.
  const started = tracer.init({ flushInterval: HOUR_MS });
  const flush = async () => {
    if (setting === "llmobs") {
      started.llmobs.flush();
      // It does not tell when it is done. Waiting costs no CPU time, and the answer comes in the meantime.
      await setTimeout(LLMOBS_SENDING_MS);
    }
    const flushed = await flushTracer(started, FLUSH_TIMEOUT_MS);
    if (!flushed) throw new Error("dd-trace did not send what it holds.");
  };
  const variants = SETTINGS[setting].variants.map((name) => VARIANTS[name](started, flush));
  for (const variant of variants) {
    await variant.call();
    await variant.flush();
  }
  await tell({ called: true });
  await tell({ costs: await measureVariants(variants, rounds) });
  process.exit();
}

function tell(message: WorkerMessage): Promise<void> {
  return new Promise((resolve, reject) =>
    process.send!(message, (error: Error | null) => (error === null ? resolve() : reject(error))),
  );
}

void main(process.argv[2] as Setting, Number(process.argv[3]));
