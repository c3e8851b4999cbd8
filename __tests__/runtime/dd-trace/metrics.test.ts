import { createLlmTelemetry } from "../../../runtime";
import { RecordingTracer } from "../../../runtime/testing/recording-tracer";
import { PROMPT, service } from "../support/fixtures";

it.each(["increment", "distribution"] as const)(
  "says once that metrics are lost where dogstatsd's %s throws, and sends the others",
  (method) => {
    const tracer = new RecordingTracer();
    Object.assign(tracer.dogstatsd, {
      [method]: () => {
        throw new RangeError("closed");
      },
    });
    const warn = jest.fn();
    const llm = createLlmTelemetry({ tracer, service, logger: { info: () => undefined, warn } });
    const call = () =>
      llm.withPrompt(PROMPT, () => llm.tool({ name: "lookup_order" }, () => "found"));
    expect([call(), call()]).toEqual(["found", "found"]);
    const lost = { collaborator: "dogstatsd", error: "RangeError" };
    const told = "Telemetry lost something: the dogstatsd failed.";
    expect(warn.mock.calls).toEqual([[lost, told]]);
    const sent = tracer.metrics.filter(({ name }) => name.startsWith("llm.tool"));
    expect(sent.map(({ type }) => type)).toEqual(
      method === "increment" ? ["distribution", "distribution"] : ["count", "count"],
    );
  },
);
