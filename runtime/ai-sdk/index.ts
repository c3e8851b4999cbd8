import type { LlmServiceDeclaration, ModelName, ProviderName } from "../../telemetry";
import { read } from "../errors/inspect";
import type { LlmTelemetry } from "../telemetry";

/** A model of the AI SDK, as far as it is read. */
export interface AiSdkModel {
  /** Such as `openai.chat`. */
  readonly provider: string;
  /** As requested from the provider. */
  readonly modelId: string;
}

/** Whom the model calls, where the AI SDK says it in other words than the declaration. */
export interface AiSdkOptions<S extends LlmServiceDeclaration> {
  /** Who is called, as declared. @default the model's own, up to its first dot, such as `openai` */
  readonly provider?: ProviderName<S>;
  /** The model, as declared. @default the model's own */
  readonly model?: ModelName<S>;
}

/** Middleware, as `wrapLanguageModel` of version 5 and later takes it. */
export interface AiSdkMiddleware {
  /** Whole answers. */
  wrapGenerate<R>(call: { doGenerate: () => PromiseLike<R>; model: AiSdkModel }): Promise<R>;
  /** Streamed answers. */
  wrapStream<R>(call: { doStream: () => PromiseLike<R>; model: AiSdkModel }): Promise<R>;
}

/**
 * Middleware for a language model of the Vercel AI SDK: each call of the model becomes a request, also
 * each step of an agent. Version 6 wants `specificationVersion: "v3"` beside it.
 *
 * @example
 * const middleware = { specificationVersion: "v3", ...aiSdkMiddleware(llm) } as const;
 * const model = wrapLanguageModel({ model: openai("gpt-4o"), middleware });
 */
export function aiSdkMiddleware<S extends LlmServiceDeclaration>(
  llm: LlmTelemetry<S>,
  options: AiSdkOptions<S> = {},
): AiSdkMiddleware {
  const choice = (model: AiSdkModel) =>
    ({
      provider: read(options, "provider") ?? providerOf(read(model, "provider")),
      model: read(options, "model") ?? read(model, "modelId"),
    }) as never;
  return {
    wrapGenerate: async ({ doGenerate, model }) => llm.request(choice(model), () => doGenerate()),
    wrapStream: async ({ doStream, model }) => llm.request(choice(model), () => doStream()),
  };
}

/** Names of the AI SDK that others write otherwise. */
const PROVIDERS: Readonly<Record<string, string>> = {
  "amazon-bedrock": "bedrock",
  "azure-openai": "azure",
};

function providerOf(given: unknown): string {
  const [name = ""] = String(given).split(".");
  return PROVIDERS[name] ?? name;
}
