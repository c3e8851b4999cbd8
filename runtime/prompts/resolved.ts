import { MAX_TAG_LENGTH, UNKNOWN_TAG_VALUE } from "../../telemetry";
import { read } from "../errors/inspect";
import { Redactor } from "../errors/redaction";
import type { RegistryPromptName } from "../prompt/scope";
import { Guard } from "../safety/guard";

/** The version of a prompt that did not come from where it should have come from. */
export const FALLBACK_VERSION = "fallback";

/** What a registry says of a prompt, in the words of `withPrompt`. */
export interface ResolvedPrompt<N extends string = RegistryPromptName> {
  /** Stable name of the prompt. */
  readonly name: N;
  /**
   * The version that was resolved; `fallback` where the prompt did not come from the registry, `unknown`
   * where nothing says which version it is.
   */
  readonly version: string;
  /** Release label, such as `production`; on spans only. @default - none */
  readonly environment?: string;
}

/** What the application knows of a prompt that it asked for. */
export interface PromptOptions<N extends string = RegistryPromptName> {
  /** Its name as the service declares it, which the compiler checks. @default - that of the registry */
  readonly name?: N;
  /** The release label that was asked for. @default - none, or what the registry says of the version */
  readonly label?: string;
}

/** What was read of a registry's answer, whatever it may hold. */
export interface ReadPrompt {
  readonly name: unknown;
  readonly version: unknown;
  readonly labels?: readonly unknown[];
  readonly isFallback?: boolean;
}

export function resolvedPrompt<N extends string>(
  { name, version, labels = [], isFallback = false }: ReadPrompt,
  options: PromptOptions<N>,
): ResolvedPrompt<N> {
  const asked = read(options, "label");
  const label = text(asked) ?? servedLabel(labels);
  const known = versionText(version, [asked, ...labels]);
  return {
    name: (text(read(options, "name")) ?? text(name) ?? "") as N,
    version: isFallback ? fallbackVersion(known) : (known ?? UNKNOWN_TAG_VALUE),
    ...(label !== undefined && { environment: label }),
  };
}

/** A fallback may have a version of its own; with that of the registry it would be taken for it. */
function fallbackVersion(own: string | undefined): string {
  return own === undefined || own === FALLBACK_VERSION
    ? FALLBACK_VERSION
    : `${FALLBACK_VERSION}-${own}`;
}

/** Labels move from version to version, and `latest` is one everywhere. */
function versionText(version: unknown, labels: readonly unknown[]): string | undefined {
  if (typeof version === "number") return Number.isFinite(version) ? String(version) : undefined;
  const given = text(version);
  return given === undefined || isLatest(given) || labels.includes(given) ? undefined : given;
}

/** Of several labels, the one that is served by default. */
function servedLabel(labels: readonly unknown[]): string | undefined {
  if (labels.includes("production")) return "production";
  return labels.map(text).find((label) => label !== undefined && !isLatest(label));
}

const isLatest = (label: string): boolean => label.toLowerCase() === "latest";

const redactor = new Redactor([], new Guard());

/** A name; nothing of what is longer than any tag, or of a key that somebody pasted in its place. */
function text(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > MAX_TAG_LENGTH) return undefined;
  const trimmed = value.trim();
  return trimmed === "" || redactor.redact(trimmed) !== trimmed ? undefined : trimmed;
}
