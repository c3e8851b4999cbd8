export * from "./anthropic-wire";
export * from "./bedrock-wire";
export * from "./event-stream";
export * from "./google-wire";
export * from "./openai-wire";
export * from "./replies";
export * from "./server";
