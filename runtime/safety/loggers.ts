/** Where records go. pino fits as it is; see `winstonLogger` and `consoleLogger` for the others. */
export interface Logger {
  /** Takes the record of a request. */
  info(record: object, message: string): void;
  /** Takes a warning about the set-up. @default - warnings are not logged */
  warn?(record: object, message: string): void;
}

interface WinstonLike {
  info(message: string, meta: object): unknown;
  warn(message: string, meta: object): unknown;
}

/**
 * Adapts winston, which takes the message first.
 *
 * @example createLlmTelemetry({ tracer, service, logger: winstonLogger(winston.createLogger(…)) })
 */
export function winstonLogger(winston: WinstonLike): Logger {
  return {
    info: (record, message) => void winston.info(message, record),
    warn: (record, message) => void winston.warn(message, record),
  };
}

interface ConsoleLike {
  info(line: string): void;
  warn(line: string): void;
}

/** Writes one line of JSON per record, as Datadog's log collection parses it. */
export function consoleLogger(target: ConsoleLike = console): Logger {
  const line = (level: string, record: object, message: string) =>
    JSON.stringify({ level, message, timestamp: new Date().toISOString(), ...record });
  return {
    info: (record, message) => target.info(line("info", record, message)),
    warn: (record, message) => target.warn(line("warn", record, message)),
  };
}

/**
 * A plain `console` prints a record's fields on several lines, which no log collection joins again, so
 * it is taken for `consoleLogger()`.
 */
export function loggerOf(given: Logger | undefined): Logger | undefined {
  return (given as unknown) === console ? consoleLogger() : given;
}
