export { Random } from "./random";
export { SimulatedClock } from "./simulated-clock";
export { SinkTracer, type SinkProps } from "./sink-tracer";
export { SpanRecorder, type KeptRequest, type KeptSpan } from "./span-recorder";
export { Traffic, type TrafficProps } from "./traffic";
