import type { App } from "cdktf";
import { isLlmServiceMonitors } from "../../constructs/recognise";
import {
  closest,
  nameInEnv,
  releasesOf,
  type LlmServiceInEnv,
  type PromptRelease,
} from "../../telemetry";
import { stackOf } from "../construct-tree";
import { UsageError } from "../usage-error";

/** The release that is compared. */
export interface Subject {
  readonly service: LlmServiceInEnv;
  readonly prompt: string;
  readonly release: PromptRelease;
}

/** What the command line names of it; the declaration knows the rest. */
export interface NamedSubject {
  readonly prompt?: string | undefined;
  readonly baseline?: string | undefined;
  readonly candidate?: string | undefined;
  readonly stack?: string | undefined;
}

/** @throws UsageError where it is not one release of one service */
export function subjectOf(app: App, named: NamedSubject): Subject {
  const { service, prompt, declared } = declaredPrompt(app, named);
  const baseline = named.baseline ?? declared?.baseline;
  const candidate = named.candidate ?? declared?.candidate;
  if (baseline === undefined || candidate === undefined) {
    throw new UsageError(
      `${prompt} declares no release: name --baseline <version> and --candidate <version>.`,
    );
  }
  requireOrder(baseline, candidate, declared);
  return { service, prompt, release: { ...declared, baseline, candidate } };
}

/** A prompt of one service, and the release that it declares. */
export interface DeclaredPrompt {
  readonly service: LlmServiceInEnv;
  readonly prompt: string;
  readonly declared: PromptRelease | undefined;
}

/** @throws UsageError where it is not one prompt of one service; without a name, that of the only release */
export function declaredPrompt(
  app: App,
  named: Pick<NamedSubject, "prompt" | "stack">,
): DeclaredPrompt {
  const services = servicesOf(app, named.stack);
  const prompt = named.prompt ?? theOnlyRelease(services);
  const serving = services.filter(({ prompts }) => Object.hasOwn(prompts, prompt));
  const [service, ...others] = serving;
  if (service === undefined) throw unknownPrompt(prompt, services);
  if (others.length > 0) {
    const names = serving.map(nameInEnv).join(", ");
    throw new UsageError(`${prompt} is a prompt of ${names}: choose one with --stack <name>.`);
  }
  return { service, prompt, declared: service.prompts[prompt]?.release };
}

function servicesOf(app: App, stack: string | undefined): LlmServiceInEnv[] {
  const found = app.node.findAll().flatMap((construct) => {
    if (!isLlmServiceMonitors(construct)) return [];
    return [{ stack: stackOf(construct)?.node.id ?? "", service: construct.service }];
  });
  const stacks = found.map((one) => one.stack);
  if (stack !== undefined && !stacks.includes(stack)) {
    throw new UsageError(
      `There is no stack "${stack}" with monitors; there are: ${stacks.join(", ")}.`,
    );
  }
  return found
    .filter((one) => stack === undefined || one.stack === stack)
    .map((one) => one.service);
}

function theOnlyRelease(services: readonly LlmServiceInEnv[]): string {
  const prompts = services.flatMap((service) => releasesOf(service).map(({ prompt }) => prompt));
  const [prompt, ...others] = new Set(prompts);
  if (prompt !== undefined && others.length === 0) return prompt;
  throw new UsageError(
    prompt === undefined
      ? "No prompt declares a release: name --prompt, --baseline and --candidate, or declare `release` in its prompt."
      : `Several prompts declare a release (${[prompt, ...others].join(", ")}): choose one with --prompt <name>.`,
  );
}

function unknownPrompt(prompt: string, services: readonly LlmServiceInEnv[]): UsageError {
  const known = services.flatMap(({ prompts }) => Object.keys(prompts));
  const meant = closest(prompt, known);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return new UsageError(
    `No service declares the prompt ${prompt}.${hint} Declared: ${known.join(", ")}.`,
  );
}

function requireOrder(baseline: string, candidate: string, declared?: PromptRelease): void {
  if (declared?.baseline !== candidate || declared.candidate !== baseline) return;
  throw new UsageError(
    `The versions are swapped: the declaration has the baseline ${declared.baseline} and the ` +
      `candidate ${declared.candidate}.`,
  );
}
