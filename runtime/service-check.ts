import { environmentsOf } from "../telemetry";
import { read } from "./errors/inspect";
import type { Core } from "./core";

/**
 * Warns where the tracer was started with another service or environment than the declaration's:
 * every monitor would then watch a series that nobody sends.
 */
export function warnOfOtherService({ parts }: Core): void {
  const { tracer, guard, notices, declaration } = parts;
  const { service } = declaration;
  const carrier = {};
  // The log format holds the tracer's own settings, also those given to `init()`.
  guard.attempt("tracer", () => tracer.inject(null, "log", carrier));
  const started = read(carrier, "dd");
  const settings = { service: "DD_SERVICE", env: "DD_ENV" } as const;
  const allowed = { service: [service.service], env: environmentsOf(service) };
  for (const field of ["service", "env"] as const) {
    const declared = allowed[field];
    const actual = read(started, field) ?? process.env[settings[field]];
    if (typeof actual !== "string" || declared.some((one) => isSame(one, actual))) continue;
    notices.once(
      `other ${field}`,
      `dd-trace runs with another ${field} than the one declared: the monitors will see nothing.`,
      { field, declared: declared.join(", "), actual, setting: settings[field] },
    );
  }
}

function isSame(declared: string, actual: string): boolean {
  return declared.toLowerCase() === actual.toLowerCase();
}
