import { readFileSync } from "node:fs";
import tracer from "dd-trace";
import { makeCalls, type GivenCall } from "./calls";

/** Run in a process of its own: dd-trace is configured once per process, and by its environment. */
tracer.init({ flushInterval: 0, startupLogs: false });
makeCalls(tracer, JSON.parse(readFileSync(0, "utf8")) as GivenCall[]);
tracer.dogstatsd.flush();
