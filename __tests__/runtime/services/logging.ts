/** Logs one successful request with the logger that its argument names, to the standard output. */
import pino from "pino";
import winston from "winston";
import { consoleLogger, winstonLogger, type Logger } from "../../../runtime";
import { CHUNKS, MODEL, PROMPT, RateLimitError, stream } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const LOGGERS: Readonly<Record<string, () => Logger>> = {
  pino: () => pino(),
  winston: () => {
    const transport = new winston.transports.Stream({ stream: process.stdout });
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- winston's own types disagree
    return winstonLogger(winston.createLogger({ transports: [transport] }));
  },
  console: () => consoleLogger(),
};

const [name = "console"] = process.argv.slice(2);
const logger = LOGGERS[name]?.();
const llm = startTelemetry(logger && { logger });

async function main(): Promise<void> {
  await llm.withPrompt({ ...PROMPT, requestId: "req_9f3a" }, async () => {
    for await (const event of llm.request(MODEL, () => stream(CHUNKS))) void event;
    await llm.request(MODEL, () => Promise.reject(new RateLimitError())).catch(() => undefined);
  });
  await llm.flush(5000);
}

void main();
