import { environmentsOf } from "../telemetry";
import { read } from "./errors/inspect";
import type { Core } from "./core";
import { isOffOnPurpose, isStarted } from "./dd-trace/started";
import { NO_TRACER } from "./dd-trace/tracer";

/** Warns of everything in the set-up that would leave the monitors blind. */
export function warnOfSetUp(core: Core, problems: readonly string[]): void {
  const { notices, guard, prices, declaration } = core.parts;
  for (const problem of problems) notices.atSetUp(`createLlmTelemetry: ${problem}`);
  warnOfOtherService(core);
  warnOfNoTracer(core);
  const models = declaration.models;
  guard.attempt("price source", () => {
    for (const problem of prices?.problems?.(models) ?? []) notices.atSetUp(problem);
  });
}

/** Long enough for an application that starts dd-trace after its telemetry. */
const START_WITHIN_MS = 1000;

/**
 * Warns where nobody starts dd-trace: nothing is sent then, and nothing else says so. The usual causes
 * are a forgotten `init`, a worker without the process's `execArgv`, and dd-trace 6 on Node 20.
 */
function warnOfNoTracer({ parts }: Core): void {
  const { tracer, guard, notices } = parts;
  const isMissing = () => guard.attempt("tracer", () => isStarted(tracer)) === false;
  // A tracer that is none was told of already.
  if (tracer === NO_TRACER || isOffOnPurpose() || !isMissing()) return;
  const timer = setTimeout(() => {
    if (!isMissing()) return;
    notices.atSetUp(
      "dd-trace was not started, so no telemetry is sent: call tracer.init() first, in each worker too, " +
        "with a version of dd-trace that supports this version of Node.",
      { node: process.version },
    );
  }, START_WITHIN_MS);
  timer.unref();
}

/**
 * Warns where the tracer was started with another service or environment than the declaration's:
 * every monitor would then watch a series that nobody sends.
 */
function warnOfOtherService({ parts }: Core): void {
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
    notices.atSetUp(
      `dd-trace runs with another ${field} than the one declared: the monitors will see nothing.`,
      { field, declared: declared.join(", "), actual, setting: settings[field] },
    );
  }
  // A tracer that was started has a service; one that is off, or not started yet, says nothing.
  const isStarted = typeof read(started, "service") === "string";
  if (isStarted && read(started, "env") === undefined && process.env["DD_ENV"] === undefined) {
    notices.atSetUp(
      "dd-trace was started without an env, for which all monitors ask: set DD_ENV, unless the agent adds it.",
      { declared: allowed.env.join(", "), setting: "DD_ENV" },
    );
  }
}

function isSame(declared: string, actual: string): boolean {
  return declared.toLowerCase() === actual.toLowerCase();
}
