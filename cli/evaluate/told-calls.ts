import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { CaseResult } from "../../release";
import { TOLD_CALLS, type ToldCall } from "../../runtime/inside";
import { normalizeTagValue } from "../../telemetry";

const calls = new AsyncLocalStorage<ToldCall[]>();
let running = 0;

/**
 * Runs a case, and adds what the runtime told of its calls meanwhile: tokens, costs and latency of those
 * of the prompt and version, and whether the output was valid. What the function returns itself stands.
 */
export async function withToldCalls(
  { prompt, version }: Readonly<Record<"prompt" | "version", string>>,
  run: () => unknown,
): Promise<unknown> {
  const told: ToldCall[] = [];
  const result = await heard(() => calls.run(told, run));
  const name = normalizeTagValue("prompt_name", prompt);
  const stored = normalizeTagValue("prompt_version", version);
  // A judge's calls are of a prompt of its own.
  const own = told.filter((one) => one.promptName === name && one.promptVersion === stored);
  return { ...factsOf(own), ...(result as object) };
}

/** Listens only while a case runs: a runtime whose dd-trace is off rests while nobody listens. */
async function heard(run: () => unknown): Promise<unknown> {
  if (running === 0) subscribe(TOLD_CALLS.name, hear);
  running += 1;
  try {
    return await run();
  } finally {
    running -= 1;
    if (running === 0) unsubscribe(TOLD_CALLS.name, hear);
  }
}

function hear(message: unknown): void {
  calls.getStore()?.push(message as ToldCall);
}

function factsOf(told: readonly ToldCall[]): Partial<CaseResult> {
  const requests = told.flatMap(({ request }) => request ?? []);
  const validations = told.flatMap(({ valid }) => valid ?? []);
  // A sum without one of its parts would be too small.
  const sum = (amounts: readonly (number | undefined)[]): number | undefined =>
    amounts.reduce((all, one) => (all === undefined || one === undefined ? undefined : all + one));
  return {
    ...(validations.length > 0 && { validJson: validations.every(Boolean) }),
    ...(requests.length > 0 && {
      costUsd: sum(requests.map(({ costUsd }) => costUsd)),
      inputTokens: sum(requests.map(({ inputTokens }) => inputTokens)),
      outputTokens: sum(requests.map(({ outputTokens }) => outputTokens)),
      latencyMs: sum(requests.map(({ latencyMs }) => latencyMs)),
    }),
  };
}
