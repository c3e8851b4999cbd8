import { SPANS } from "../../telemetry";

/** A call that went wrong, by reference: ids, and bounded names of the contract. No text of a prompt or an answer. */
export interface FailedCall {
  /** Seconds since the epoch. */
  readonly time: number;
  /** In hexadecimal. */
  readonly traceId: string;
  /** dd-trace's operation name, such as `output.validation`. */
  readonly span: string;
  readonly failure: Failure;
  readonly errorType?: string;
  readonly requestId?: string;
  readonly service?: string;
  readonly env?: string;
  readonly prompt?: string;
  readonly version?: string;
  readonly provider?: string;
  readonly model?: string;
  readonly feature?: string;
}

/** How a call can fail, and the tag that says so where no error does. */
export const FAILURES = {
  invalid_json: ["json_valid", "false"],
  failed_tool: ["tool.status", "error"],
  failed_evaluation: ["eval.pass", "false"],
  refusal: ["llm.refusal", "true"],
} as const;
export type Failure = keyof typeof FAILURES | "error";

/** A span, of whatever source. */
export interface GivenSpan {
  readonly name: string;
  readonly isError: boolean;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly traceId: string;
  readonly tags: Readonly<Record<string, unknown>>;
}

const TAG_OF = {
  errorType: "llm.error_type",
  requestId: "request_id",
  service: "service",
  env: "env",
  prompt: "llm.prompt_name",
  version: "llm.prompt_version",
  provider: "llm.provider",
  model: "llm.model",
  feature: "llm.feature",
} as const;

/** An id or a name; what has other letters may be any text, such as somebody's address. */
const PLAIN = /^[\w.:/+=~-]{1,200}$/;

/** Undefined for a span that did not fail, is none of the contract's, or is a shadow's, which nobody got. */
export function failedCallOf({
  name,
  isError,
  time,
  traceId,
  tags,
}: GivenSpan): FailedCall | undefined {
  if (!Object.hasOwn(SPANS, name) || tags["llm.prompt_environment"] === "shadow") return undefined;
  const told = (Object.keys(FAILURES) as (keyof typeof FAILURES)[]).find((failure) => {
    const [tag, value] = FAILURES[failure];
    return String(tags[tag]) === value;
  });
  const failure = told ?? (isError ? "error" : undefined);
  if (failure === undefined) return undefined;
  const names = Object.entries(TAG_OF).flatMap(([field, tag]) => {
    const value = tags[tag];
    return typeof value === "string" && PLAIN.test(value) ? [[field, value] as const] : [];
  });
  return {
    time,
    traceId,
    span: name,
    failure,
    ...(Object.fromEntries(names) as Partial<Record<keyof typeof TAG_OF, string>>),
  };
}
