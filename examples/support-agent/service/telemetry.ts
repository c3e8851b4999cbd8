import pino from "pino";
import { createLlmTelemetry } from "../../../runtime"; // "datadog-llm/runtime" in your service
import { supportAgent } from "../../services";
import { tracer } from "./tracing";

export const logger = pino();
export const llm = createLlmTelemetry({ tracer, service: supportAgent, logger });
