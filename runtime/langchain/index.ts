import type { LlmServiceDeclaration, ModelName, ProviderName } from "../../telemetry";
import { OpenRuns, quietly } from "../bridge/open-runs";
import type { OpenRequest } from "../calls/request";
import type { OpenCall } from "../calls/runner";
import { read } from "../errors/inspect";
import type { LlmTelemetry } from "../telemetry";
import { isGenerated, modelResultFacts } from "./model-result";

/** Whom the models call, where LangChain says it in other words than the declaration. */
export interface LangChainOptions<S extends LlmServiceDeclaration> {
  /** Who is called, as declared. @default what LangChain says (`ls_provider`) */
  readonly provider?: ProviderName<S>;
  /** The model, as declared. @default what LangChain says (`ls_model_name`) */
  readonly model?: ModelName<S>;
}

/** A callback handler, as LangChain takes it in `callbacks`. */
export interface LangChainHandler {
  /** Name of the handler. */
  readonly name: string;
  /** In the caller's context, where the prompt is known. */
  readonly awaitHandlers: true;
  /** A chat model is called. */
  handleChatModelStart(model: unknown, messages: unknown, runId: string, ...rest: unknown[]): void;
  /** A model of plain text is called. */
  handleLLMStart(model: unknown, prompts: unknown, runId: string, ...rest: unknown[]): void;
  /** A piece of a streamed answer. */
  handleLLMNewToken(token: unknown, index: unknown, runId: string, ...rest: unknown[]): void;
  /** A model has answered. */
  handleLLMEnd(output: unknown, runId: string, ...rest: unknown[]): void;
  /** A model has not answered. */
  handleLLMError(error: unknown, runId: string): void;
  /** A tool is called. */
  handleToolStart(tool: unknown, input: unknown, runId: string, ...rest: unknown[]): void;
  /** A tool has answered. */
  handleToolEnd(output: unknown, runId: string): void;
  /** A tool failed. */
  handleToolError(error: unknown, runId: string): void;
  /** A retriever is asked. */
  handleRetrieverStart(retriever: unknown, query: unknown, runId: string, ...rest: unknown[]): void;
  /** A retriever has answered. */
  handleRetrieverEnd(documents: unknown, runId: string): void;
  /** A retriever failed. */
  handleRetrieverError(error: unknown, runId: string): void;
}

/**
 * A callback handler for LangChain and LangGraph: models become requests, tools tool calls, retrievers
 * retrievals, each with the prompt of the `withPrompt` around them.
 *
 * @example
 * const callbacks = [langChainHandler(llm)];
 * await llm.withPrompt(prompt, () => agent.invoke({ messages }, { callbacks }));
 */
export function langChainHandler<S extends LlmServiceDeclaration>(
  llm: LlmTelemetry<S>,
  options: LangChainOptions<S> = {},
): LangChainHandler {
  const telemetry = llm as never as LlmTelemetry<LlmServiceDeclaration>;
  return {
    name: "datadog-llm",
    awaitHandlers: true,
    ...modelHandlers(telemetry, options as never),
    ...toolHandlers(telemetry),
    ...retrieverHandlers(telemetry),
  };
}

function modelHandlers(
  llm: LlmTelemetry<LlmServiceDeclaration>,
  options: LangChainOptions<LlmServiceDeclaration>,
) {
  const requests = new OpenRuns<OpenRequest>();
  const start = (_model: unknown, _input: unknown, runId: string, ...rest: unknown[]) =>
    quietly(() => {
      const [, extra, , metadata] = rest;
      const provider = read(options, "provider") ?? read(metadata, "ls_provider");
      const model =
        read(options, "model") ??
        read(metadata, "ls_model_name") ??
        read(read(extra, "invocation_params"), "model");
      requests.add(runId, llm.startRequest({ provider, model } as never));
    });
  return {
    handleChatModelStart: start,
    handleLLMStart: start,
    handleLLMNewToken: (token: unknown, _index: unknown, runId: string, ...rest: unknown[]) =>
      quietly(() => {
        if (isGenerated(token, rest[2])) requests.get(runId)?.firstToken();
      }),
    handleLLMEnd: (output: unknown, runId: string, ...rest: unknown[]) =>
      quietly(() => requests.take(runId)?.end(modelResultFacts(output, rest[2]))),
    handleLLMError: (error: unknown, runId: string) =>
      quietly(() => requests.take(runId)?.fail(error)),
  };
}

function toolHandlers(llm: LlmTelemetry<LlmServiceDeclaration>) {
  const tools = new OpenRuns<OpenCall<object>>();
  return {
    handleToolStart: (tool: unknown, _input: unknown, runId: string, ...rest: unknown[]) =>
      quietly(() => {
        const name = nameOf(tool, rest[3]);
        tools.add(runId, llm.startTool({ name } as never));
      }),
    handleToolEnd: (output: unknown, runId: string) =>
      quietly(() =>
        tools.take(runId)?.end(read(output, "status") === "error" ? { failed: true } : {}),
      ),
    handleToolError: (error: unknown, runId: string) =>
      quietly(() => tools.take(runId)?.fail(error)),
  };
}

function retrieverHandlers(llm: LlmTelemetry<LlmServiceDeclaration>) {
  const retrievals = new OpenRuns<OpenCall<object>>();
  return {
    handleRetrieverStart: (retriever: unknown, query: unknown, runId: string, ...rest: unknown[]) =>
      quietly(() => {
        const index = nameOf(retriever, rest[3]);
        const queryLength = typeof query === "string" ? query.length : undefined;
        retrievals.add(runId, llm.startRetrieval({ index, queryLength }));
      }),
    handleRetrieverEnd: (documents: unknown, runId: string) =>
      quietly(() =>
        retrievals.take(runId)?.end(Array.isArray(documents) ? { hitCount: documents.length } : {}),
      ),
    handleRetrieverError: (error: unknown, runId: string) =>
      quietly(() => retrievals.take(runId)?.fail(error)),
  };
}

/** The name that was given to the run, or else the class of what runs. */
function nameOf(serialized: unknown, runName: unknown): string {
  if (typeof runName === "string" && runName !== "") return runName;
  const name = read(serialized, "name");
  if (typeof name === "string") return name;
  const id = read(serialized, "id");
  return Array.isArray(id) ? String(id.at(-1)) : "unknown";
}
