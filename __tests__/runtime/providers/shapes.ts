/** Counts of a chat, in OpenAI's format. */
export const basic = { prompt_tokens: 100, completion_tokens: 20 };

/** A tool of the AI SDK's that the provider ran itself. */
export const executed = (toolName: string) => ({
  type: "tool-call",
  toolName,
  providerExecuted: true,
});
