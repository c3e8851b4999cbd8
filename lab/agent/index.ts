export type { Fault, Faults } from "./faults";
export { type DatagramItem, parseDatagram } from "./datagram";
export type { LocalAgent, LocalAgentOptions } from "./local-agent";
export type { MalformedInput, MalformedReason, MalformedSummary } from "./malformed";
export type { MetricLine, MetricType } from "./metric-line";
export { type Route, ROUTES, type Source } from "./routes";
export type { Span, SpanLink } from "./span";
export { startLocalAgent } from "./start-local-agent";
export type { Listener, MetricPoint, RawBody } from "./store";
