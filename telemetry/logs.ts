/** Event name of the one record that the runtime logs per model call. */
export const REQUEST_LOG_EVENT = "llm_request_completed";

/** Fields of the request record, with what each holds. Prompt and completion text is not among them. */
export const REQUEST_LOG_FIELDS = {
  event: `Always \`${REQUEST_LOG_EVENT}\`.`,
  request_id: "The application's request id.",
  feature: "Product surface.",
  prompt_name: "Stable prompt identifier.",
  prompt_version: "The exact prompt version.",
  prompt_variant: "Arm of an experiment.",
  provider: "LLM provider.",
  model: "Model as requested.",
  input_tokens: "Tokens sent.",
  output_tokens: "Tokens generated.",
  latency_ms: "Time spent waiting on the provider.",
  first_token_latency_ms: "Time to the first token of a streamed answer.",
  estimated_cost_usd: "Estimated cost; absent where the price is unknown.",
  operation: "What was asked of the model: `chat`, `embeddings`…",
  finish_reason: "Why generation stopped.",
  retry_count: "Attempts before success or failure.",
  status: "`success`, `error`, or `unread` where nobody read the result.",
  error_type: "Class of the failure.",
  dd: "Trace and span id, as dd-trace's log injection writes them.",
} as const;

export type RequestLogField = keyof typeof REQUEST_LOG_FIELDS;
