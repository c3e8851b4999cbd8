import tracer from "dd-trace";

/** Run in a process of its own: dd-trace is configured once per process, and by its environment. */
tracer.init({ flushInterval: 0, startupLogs: false });

tracer.trace("request.root", { resource: "GET /", type: "web" }, (root) => {
  const link = { context: root!.context(), attributes: { reason: "retry" } };
  tracer.trace("llm.request", { resource: "support_triage" }, (span) => {
    span!.addTags({ "llm.model": "gpt-4.1", "llm.input_tokens": 1840, "llm.cost": 0.0098 });
    span!.addLink(link);
  });
  try {
    tracer.trace("tool.call", () => {
      throw new Error("No such order.");
    });
  } catch {
    // The span is marked by dd-trace; that is what the test reads.
  }
});

tracer.dogstatsd.increment("llm.requests", 2, ["feature:chat", "model:gpt-4.1"]);
tracer.dogstatsd.increment("llm.requests", 3, ["feature:chat", "model:gpt-4.1"]);
tracer.dogstatsd.gauge("queue.length", 0.5);
tracer.dogstatsd.distribution("llm.latency_ms", 1430.25, ["model:gpt-4.1"]);
tracer.dogstatsd.flush();
