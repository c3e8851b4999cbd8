export { playRequest } from "./play-request";
export { ScenarioCalls, type DueCall } from "./scenario-calls";
export { SimulatedClock } from "./simulated-clock";
export { SinkTracer } from "./sink-tracer";
export { SpanRecorder, type KeptRequest, type KeptSpan } from "./span-recorder";
export { Traffic } from "./traffic";
