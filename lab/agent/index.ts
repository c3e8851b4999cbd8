export type { Fault, Faults } from "./faults";
export { parseDatagram } from "./datagram";
export type { LocalAgent, LocalAgentOptions } from "./local-agent";
export { ROUTES } from "./routes";
export type { Span } from "./span";
export { startLocalAgent } from "./start-local-agent";
export type { MetricPoint } from "./store";
