import { withToldCalls } from "../../../cli/evaluate/told-calls";
import { TOLD_CALLS, tellCall } from "../../../runtime/calls/told-calls";

const CASE = { prompt: "triage", version: "2" };

function answered(inputTokens: number): void {
  tellCall(
    { prompt_name: CASE.prompt, prompt_version: CASE.version },
    { request: { latencyMs: 10, inputTokens } },
  );
}

it("adds what was told while the case ran, and of cases at once to each its own", async () => {
  const run = (tokens: number) =>
    withToldCalls(CASE, async () => {
      await Promise.resolve();
      answered(tokens);
      return { pass: true };
    });
  await expect(Promise.all([run(3), run(5)])).resolves.toMatchObject([
    { pass: true, inputTokens: 3 },
    { pass: true, inputTokens: 5 },
  ]);
});

it("listens only while cases run, because a runtime that is off rests while nobody listens", async () => {
  await withToldCalls(CASE, () => {
    expect(TOLD_CALLS.hasSubscribers).toBe(true);
    return { pass: true };
  });
  expect(TOLD_CALLS.hasSubscribers).toBe(false);
  await expect(withToldCalls(CASE, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(TOLD_CALLS.hasSubscribers).toBe(false);
});
