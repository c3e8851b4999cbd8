import { setImmediate as turn } from "node:timers/promises";
import { COMPLETION, MODEL } from "../support/fixtures";
import type { service } from "../support/fixtures";
import type { TestTelemetry } from "../../../runtime/testing";

export const CANDIDATE = "2026-06-01.4";
export const ALWAYS = { version: CANDIDATE, rate: 1 };

/** What a candidate begins, it does in a few turns of the event loop. */
export async function settled(): Promise<void> {
  for (let count = 0; count < 5; count += 1) await turn();
}

/** A call of the model, as either side makes it. */
export const ask = (
  telemetry: TestTelemetry<typeof service>,
  answer: object = COMPLETION,
): Promise<object> => telemetry.llm.request(MODEL, () => Promise.resolve(answer));
