import { createLlmTelemetry } from "../../../runtime";
import { RecordingTracer } from "../../../runtime/testing/recording-tracer";
import { service } from "../support/fixtures";
import { ALWAYS, settled } from "./set-up";

it("flush waits for shadows and for dd-trace no longer than it may in all", async () => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "queueMicrotask", "nextTick"] });
  try {
    // As dd-trace whose agent never answers.
    const _tracer = { _exporter: { flush: () => undefined } };
    const tracer = Object.assign(new RecordingTracer(), { _tracer });
    const llm = createLlmTelemetry({ tracer, service });
    const slow = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
    await llm.shadow(ALWAYS, () => Promise.resolve("answer"), slow);
    await settled();
    let isThrough: boolean | undefined;
    void llm.flush(100).then((through) => (isThrough = through));
    await jest.advanceTimersByTimeAsync(99);
    expect(isThrough).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(isThrough).toBe(false);
  } finally {
    jest.useRealTimers();
  }
});
