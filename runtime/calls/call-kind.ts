import type { ErrorType, SpanName } from "../../telemetry";
import type { Core } from "../core";
import type { Outcome } from "../dd-trace/spans";
import type { DatadogSpan } from "../dd-trace/tracer";
import type { GivenPrompt, PromptScope } from "../prompt/scope";
import type { TagSet } from "../tags/tag-set";
import type { FactTypes } from "./facts";

/** Options of every call, as they came. */
export interface CallOptions {
  readonly prompt?: GivenPrompt | undefined;
}

/** A call that has ended, for its kind to turn into metrics and tags. */
export interface EndedCall<O, F> {
  readonly options: O;
  readonly facts: Partial<F>;
  readonly set: TagSet;
  readonly scope: PromptScope;
  readonly span: DatadogSpan | undefined;
  readonly latencyMs: number;
  readonly firstTokenMs: number | undefined;
  readonly errorType: ErrorType | undefined;
  /** Nobody ever read the result: how long it took, and whether it was any good, is not known. */
  readonly isUnread: boolean;
}

/** One kind of call: its span, what it can be told, and what it sends when it ends. */
export interface CallKind<N extends SpanName, O, F extends object> {
  readonly span: N;
  readonly facts: FactTypes<F>;
  resource(options: O, set: TagSet): string | undefined;
  /** Facts that the options tell before the call runs. */
  known?(options: O): Partial<F>;
  /** Facts that the result itself tells. */
  read?(result: unknown, options: O, core: Core): Partial<F> | undefined;
  /** Sends the metrics of the call; returns what its span tells. */
  end(call: EndedCall<O, F>, core: Core): Outcome<N>;
}
