export { SimulatedClock } from "./simulated-clock";
export { SinkTracer, type SinkProps } from "./sink-tracer";
