import type { Construct } from "constructs";
import { Annotations } from "./cdktf";

/** On the process, so that copies of the library see what each other said. */
const SAID = Symbol.for("datadog-llm.said");

/**
 * Warns whoever synthesizes, once: the CDKTF command line prints annotations, and nothing else does, so
 * that outside of it (`tsx main.ts`, Jest, `datadog-llm synth`) the process warns as well.
 */
export function warn(scope: Construct, message: string): void {
  Annotations.of(scope).addWarning(message);
  const said = saidBefore();
  if (said.has(message) || isRunByCdktf()) return;
  said.add(message);
  process.emitWarning(message, "DatadogLlmWarning");
}

function saidBefore(): Set<string> {
  const holder: { [SAID]?: Set<string> | undefined } = process as object;
  return (holder[SAID] ??= new Set());
}

/** The command line hands its context over to the app that it starts. */
function isRunByCdktf(): boolean {
  return process.env["CDKTF_CONTEXT_JSON"] !== undefined;
}
