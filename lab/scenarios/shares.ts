import type { PlayedService, RequestKind } from "./measured-requests";
import { modelsOf, type ModelChoice } from "./scenario";

/** Share of answers that call a given tool, where it was not measured. */
export const TOOL_USE = 0.4;
/** Share of answers that are evaluated online, where it was not measured. */
export const EVALUATED = 0.1;

/** A part of a service's requests: those of one feature, prompt or model, or of several of them. */
export interface Part {
  readonly feature?: string;
  readonly prompt?: string;
  readonly model?: ModelChoice;
}

/** Share of a service's requests: as measured, else all features, prompts and models have the same. */
export function shareOf(service: PlayedService, part: Part): number {
  const { measured, features, prompts } = service;
  if (measured) {
    return measured.kinds.reduce((sum, kind) => (isOf(kind, part) ? sum + kind.share : sum), 0);
  }
  const one = (given: unknown, of: number): number => (given === undefined ? 1 : 1 / of);
  return (
    one(part.feature, Object.keys(features).length) *
    one(part.prompt, Object.keys(prompts).length) *
    one(part.model, modelsOf(service).length)
  );
}

function isOf(kind: RequestKind, { feature, prompt, model }: Part): boolean {
  return (
    (feature ?? kind.feature) === kind.feature &&
    (prompt ?? kind.prompt) === kind.prompt &&
    (model?.provider ?? kind.provider) === kind.provider &&
    (model?.model ?? kind.model) === kind.model
  );
}

/** The model that an incident of one model hits: the busiest, of equals the first declared. */
export function firstModel(service: PlayedService): ModelChoice {
  const model = busiest(modelsOf(service), (one) => shareOf(service, { model: one }));
  return model ?? { provider: "", model: "" };
}

/** The tool that an incident of one tool hits: the one that is called most, of equals the first declared. */
export function firstTool(service: PlayedService): string | undefined {
  return busiest(service.tools ?? [], (tool) => toolUse(service, tool));
}

/** Calls of a tool in an answer. */
export function toolUse({ measured }: PlayedService, tool: string): number {
  return measured?.toolUse[tool] ?? TOOL_USE;
}

/** Calls of the busiest tool in an answer. */
export function mostToolUse(service: PlayedService): number {
  const tool = firstTool(service);
  return tool === undefined ? 0 : toolUse(service, tool);
}

/** Share of answers that are evaluated online. */
export function evaluatedShare({ measured }: PlayedService): number {
  return measured?.evaluated ?? EVALUATED;
}

/** The one of which there is most; of equals, the first. */
export function busiest<T>(all: readonly T[], share: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (most, one) => (most === undefined || share(one) > share(most) ? one : most),
    undefined,
  );
}
