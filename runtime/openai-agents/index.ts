import type { LlmServiceDeclaration, ModelName, ProviderName } from "../../telemetry";
import { OpenRuns, quietly } from "../bridge/open-runs";
import type { OpenCall } from "../calls/runner";
import type { OpenRequest } from "../calls/request";
import type { ToolFacts } from "../calls/tool";
import { read } from "../errors/inspect";
import { openaiChat } from "../providers/openai-chat";
import { openaiResponses } from "../providers/openai-responses";
import type { ResponseFacts } from "../providers/reading/provider";
import { count, facts } from "../providers/reading/values";
import type { LlmTelemetry } from "../telemetry";

/** What a span of OpenAI Agents is about. */
export interface AgentsSpanData {
  /** Such as `response`, `function`. */
  readonly type: string;
}

/** A span of OpenAI Agents, as far as it is read. */
export interface AgentsSpan {
  /** Id of the span. */
  readonly spanId: string;
  /** Its parent's id. */
  readonly parentId: string | null;
  /** What kind of work it is. */
  readonly spanData: AgentsSpanData;
  /** Set where the work failed. */
  readonly error: unknown;
}

/** What OpenAI Agents asks of a tracing processor. */
export interface AgentsTracingProcessor {
  /** A run begins. */
  onTraceStart(trace: unknown): Promise<void>;
  /** A run ended. */
  onTraceEnd(trace: unknown): Promise<void>;
  /** A piece of work begins. */
  onSpanStart(span: AgentsSpan): Promise<void>;
  /** A piece of work ended. */
  onSpanEnd(span: AgentsSpan): Promise<void>;
  /** Nothing is held back. */
  shutdown(): Promise<void>;
  /** Nothing is held back. */
  forceFlush(): Promise<void>;
}

/** Whom the agents call. */
export interface AgentsOptions<S extends LlmServiceDeclaration> {
  /** Who is called, as declared. @default "openai" */
  readonly provider?: ProviderName<S>;
  /**
   * The model as requested, or that of an agent by its name. The framework says it only of Chat
   * Completions, where what it says wins.
   */
  readonly model: ModelName<S> | ((agent: string | undefined) => ModelName<S>);
}

/**
 * A tracing processor for OpenAI Agents: model calls become requests, function tools become tool calls,
 * both with the prompt of the `withPrompt` around `run`. It leaves the framework's own tracing alone.
 *
 * @example
 * addTraceProcessor(agentsTracingProcessor(llm, { model: "gpt-4o" }));
 * await llm.withPrompt(prompt, () => run(agent, question));
 */
export function agentsTracingProcessor<S extends LlmServiceDeclaration>(
  llm: LlmTelemetry<S>,
  options: AgentsOptions<S>,
): AgentsTracingProcessor {
  return new Processor(llm as never, options as never);
}

const DONE = Promise.resolve();

class Processor implements AgentsTracingProcessor {
  private readonly requests = new OpenRuns<Promise<OpenRequest>>();
  private readonly tools = new OpenRuns<OpenCall<ToolFacts>>();
  /** The agent that the spans below an open one belong to. */
  private readonly agents = new OpenRuns<string>();

  constructor(
    private readonly llm: LlmTelemetry<LlmServiceDeclaration>,
    private readonly options: AgentsOptions<LlmServiceDeclaration>,
  ) {}

  onTraceStart = (): Promise<void> => DONE;
  onTraceEnd = (): Promise<void> => DONE;
  shutdown = (): Promise<void> => DONE;
  forceFlush = (): Promise<void> => DONE;

  onSpanStart = (span: AgentsSpan): Promise<void> => {
    quietly(() => this.started(span));
    return DONE;
  };

  onSpanEnd = (span: AgentsSpan): Promise<void> => {
    quietly(() => this.ended(span));
    return DONE;
  };

  private started(span: AgentsSpan): void {
    const { spanData, spanId } = span;
    const name = read(spanData, "name");
    const agent = spanData.type === "agent" ? String(name) : this.agents.get(span.parentId ?? "");
    if (agent !== undefined) this.agents.add(spanId, agent);
    if (spanData.type === "function") {
      this.tools.add(spanId, this.llm.startTool({ name: String(name) } as never));
    } else if (isModelCall(spanData.type)) {
      // The framework writes the model on the span as soon as it has started it.
      const opened = DONE.then(() => this.llm.startRequest(this.choice(spanData, agent)));
      opened.catch(() => undefined);
      this.requests.add(spanId, opened);
    }
  }

  private choice(spanData: unknown, agent: string | undefined) {
    const { provider = "openai", model } = this.options;
    const said = read(spanData, "model");
    const given = typeof model === "function" ? model(agent) : model;
    return { provider, model: typeof said === "string" ? said : given };
  }

  private ended({ spanId, spanData, error }: AgentsSpan): void {
    this.agents.take(spanId);
    const tool = this.tools.take(spanId);
    if (error === null || error === undefined) tool?.end();
    else tool?.fail(asError(error));
    void this.requests.take(spanId)?.then(
      (request) => {
        const said = factsOf(spanData);
        if (error === null || error === undefined) request.end(said);
        else request.fail(asError(error), said);
      },
      () => undefined,
    );
  }
}

const isModelCall = (type: string): boolean => type === "response" || type === "generation";

/** The framework keeps of an error its message, which may quote anything, and what it put into `data`. */
function asError(error: unknown): Error {
  const data = read(error, "data");
  const status = statusIn(read(error, "message")) ?? statusIn(read(data, "error"));
  return Object.assign(new Error("An agent's call failed."), { name: "AgentsError", status, data });
}

const BEGINS_WITH_STATUS = /^(?:\w*Error: )*([45]\d\d)\b/;

/** OpenAI's client begins its messages with the status of the answer. */
function statusIn(message: unknown): number | undefined {
  const match = typeof message === "string" ? BEGINS_WITH_STATUS.exec(message) : null;
  const status = match?.[1];
  return status === undefined ? undefined : Number(status);
}

function factsOf(spanData: unknown): ResponseFacts {
  const response = read(spanData, "_response");
  if (response !== undefined) return openaiResponses.readResponse(response) ?? {};
  const output = read(spanData, "output");
  const [answer] = Array.isArray(output) ? (output as unknown[]) : [];
  return openaiChat.readResponse(answer) ?? usageFacts(read(spanData, "usage"));
}

/** The framework's own counts, which is all that models of other providers leave. */
function usageFacts(usage: unknown): ResponseFacts {
  const input = read(usage, "input_tokens_details");
  return facts({
    inputTokens: count(read(usage, "input_tokens")),
    outputTokens: count(read(usage, "output_tokens")),
    cachedTokens: count(read(input, "cached_tokens")),
    cacheWriteTokens: count(read(input, "cache_write_tokens")),
    reasoningTokens: count(read(read(usage, "output_tokens_details"), "reasoning_tokens")),
  });
}
