import { isList } from "../../telemetry";
import { isIdentifier, isWord } from "./word";

/** What can be known of an error without touching its message. */
export interface ErrorTraits {
  /** Class names, the error's own first, then those of the errors behind it. */
  readonly names: readonly string[];
  /** Error codes such as `ECONNRESET` or `content_filter`. */
  readonly codes: readonly string[];
  /** HTTP status of the answer, where there was one. */
  readonly status: number | undefined;
}

/** Reads an error of any client. Errors may be anything: strings, proxies, objects with getters. */
export function inspectError(error: unknown): ErrorTraits {
  const names: string[] = [];
  const codes: string[] = [];
  let status: number | undefined;
  for (const current of errorsBehind(error)) {
    const called = [read(read(current, "constructor"), "name"), read(current, "name")];
    // The last is of Effect's errors.
    names.push(...[...called, read(current, "_tag")].filter(isIdentifier));
    codes.push(...codesOf(current), ...words(read(current, "__type")));
    codes.push(...grpcCodeOf(current));
    codes.push(...words(read(current, "lc_error_code"), read(current, "lcErrorCode")));
    status ??= statusOf(current);
    for (const body of bodiesOf(current)) {
      codes.push(...codesOf(body), ...codesOf(read(body, "innererror")));
      // OpenRouter's moderation, which has no name but what it found.
      if (read(read(body, "metadata"), "flagged_input") !== undefined)
        codes.push("moderation_blocked");
      status ??= statusOf(body);
    }
  }
  return { names, codes, status };
}

/** Errors can hold each other in a circle, and a deep chain says nothing more. */
const MAX_ERRORS = 12;

/**
 * An error and those behind it, the nearest first: causes, the last one of several attempts, the parts
 * of an `AggregateError`.
 */
export function errorsBehind(error: unknown): readonly unknown[] {
  const found: unknown[] = [];
  const waiting = [error];
  while (waiting.length > 0 && found.length < MAX_ERRORS) {
    const current = waiting.shift();
    if (!isObject(current) || found.includes(current)) continue;
    found.push(current);
    const several = read(current, "errors");
    const attempts = isList(several) ? several.slice(-MAX_ERRORS).reverse() : [];
    waiting.push(read(current, "lastError"), read(current, "cause"), ...attempts);
  }
  return found;
}

/** The service's own words, where the clients keep them parsed: the body, and the error within. */
function bodiesOf(error: unknown): readonly unknown[] {
  const kept = [
    read(error, "error"),
    // Of the AI SDK, of Cohere's client, and of axios.
    read(error, "data"),
    read(error, "body"),
    read(read(error, "response"), "data"),
  ];
  return kept.flatMap((body) => [body, read(body, "error")]).filter(isObject);
}

function codesOf(error: unknown): string[] {
  return words(read(error, "code"), read(error, "type"), read(error, "status"));
}

/**
 * AWS puts the status into `$metadata`, the AI SDK calls it `statusCode`, Ollama `status_code`, Hugging
 * Face has it in `httpResponse`;
 * OpenRouter's and Google's error bodies have it in `code`.
 */
function statusOf(error: unknown): number | undefined {
  const candidates = [
    read(error, "status"),
    read(error, "statusCode"),
    read(error, "status_code"),
    read(read(error, "$metadata"), "httpStatusCode"),
    read(read(error, "response"), "status"),
    read(read(error, "response"), "statusCode"),
    read(read(error, "httpResponse"), "status"),
    read(error, "code"),
  ];
  const found = candidates.find((value) => isStatus(value) || isStatusText(value));
  return found === undefined ? undefined : Number(found);
}

function isStatus(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600;
}

/** Google's older client has it as text. */
function isStatusText(value: unknown): boolean {
  return typeof value === "string" && /^[1-5]\d\d$/.test(value);
}

/** gRPC's codes are numbers, as of Google's clients; those that say whose fault it was. */
const GRPC_CODES: Readonly<Record<number, string>> = {
  1: "CANCELLED",
  4: "DEADLINE_EXCEEDED",
  8: "RESOURCE_EXHAUSTED",
  13: "INTERNAL",
  14: "UNAVAILABLE",
};

function grpcCodeOf(error: unknown): string[] {
  const isGrpc = typeof read(error, "details") === "string" && isObject(read(error, "metadata"));
  const name = isGrpc ? GRPC_CODES[Number(read(error, "code"))] : undefined;
  return name === undefined ? [] : [name];
}

/** The value of a property, where reading it does not throw. */
export function read(value: unknown, property: string): unknown {
  if (!isObject(value)) return undefined;
  try {
    return (value as Record<string, unknown>)[property];
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function words(...values: readonly unknown[]): string[] {
  return values.filter(isWord);
}
