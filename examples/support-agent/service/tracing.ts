import tracer from "dd-trace";

/**
 * Imported before anything else: dd-trace instruments only the modules that are loaded after it.
 * Service, environment, version and agent come from `DD_*` variables.
 */
tracer.init();

// `llm.request` says more than the spans of these plugins. OpenAI's stays open where a stream is broken
// off, which would keep the whole trace from being sent.
tracer.use("anthropic", false);
tracer.use("openai", false);

export { tracer };
