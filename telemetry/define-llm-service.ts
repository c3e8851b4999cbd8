import type { LlmServiceDeclaration } from "./service";
import { validateLlmService } from "./service-validation";

/**
 * Declares an LLM service.
 *
 * @throws InvalidInputError with every problem of the declaration at once.
 * @example
 * const supportAgent = defineLlmService({
 *   service: "support-agent",
 *   env: "production",
 *   team: "support-ai",
 *   features: { support_agent: { userFacing: true, streaming: true } },
 *   prompts: { support_triage: { structuredOutput: true } },
 *   models: { anthropic: ["claude-sonnet-4"] },
 * });
 */
export function defineLlmService<const S extends LlmServiceDeclaration>(declaration: S): S {
  validateLlmService(declaration);
  return declaration;
}
