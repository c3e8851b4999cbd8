import type { ErrorType } from "../../telemetry";
import type { Redactor } from "./redaction";
import type { TracerTags } from "../dd-trace/spans";
import { classifyError } from "./classify";
import { inspectError, read, type ErrorTraits } from "./inspect";
import { stackFrames } from "./stack";

/**
 * - `omitted`: an error is recorded by its class, status, code and stack frames. Messages of providers
 *   and validators quote the prompt or the answer, and no pattern recognises those.
 * - `redacted`: messages are recorded too, less the secrets that patterns recognise.
 */
export type ErrorMessages = "omitted" | "redacted";

/** A failure in the form in which it may leave the process. */
export interface DescribedError {
  readonly errorType: ErrorType;
  readonly tags: TracerTags;
}

/** Turns errors into span tags that hold no prompt text and no secrets. */
export class ErrorDescriber {
  constructor(
    private readonly messages: ErrorMessages,
    private readonly redactor: Redactor,
  ) {}

  describe(error: unknown): DescribedError {
    const traits = inspectError(error);
    const type = classOf(error, traits);
    const frames = stackFrames(error);
    return {
      errorType: classifyError(traits),
      tags: {
        error: 1,
        "error.type": this.redactor.redact(type),
        "error.message": this.redactor.redact(this.message(error, type, traits)),
        ...(frames !== undefined && {
          "error.stack": this.redactor.redactNames(`${type}\n${frames}`),
        }),
      },
    };
  }

  private message(error: unknown, type: string, { status, codes }: ErrorTraits): string {
    if (this.messages === "redacted") {
      const message = typeof error === "string" ? error : read(error, "message");
      if (typeof message === "string" && message !== "") return message;
    }
    const details = [status && `status ${status}`, codes[0] && `code ${codes[0]}`];
    return [type, ...details.filter(Boolean)].join(", ");
  }
}

/** Names that say nothing of the failure: such errors say it in `name`. */
const GENERIC = new Set(["Error", "DOMException", "Object", "Function"]);

function classOf(error: unknown, { names }: ErrorTraits): string {
  if (typeof error !== "object" || error === null) return typeof error;
  const own = names.slice(0, 2);
  return own.find((name) => !GENERIC.has(name)) ?? own[0] ?? "Error";
}
