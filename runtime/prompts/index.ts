export { promptFromDatadog, type DatadogPrompt } from "./datadog";
export { promptFromFile } from "./file";
export { promptFromLangfuse, type LangfusePrompt } from "./langfuse";
export {
  linkToPromptLayer,
  promptFromPromptLayer,
  type PromptLayerMetadata,
  type PromptLayerRun,
  type PromptLayerTemplate,
} from "./promptlayer";
export { FALLBACK_VERSION, type PromptOptions, type ResolvedPrompt } from "./resolved";
