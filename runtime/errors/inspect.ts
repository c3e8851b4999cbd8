/** What can be known of an error without touching its message. */
export interface ErrorTraits {
  /** Class names, the error's own first, then those of its causes. */
  readonly names: readonly string[];
  /** Error codes such as `ECONNRESET` or `content_filter`. */
  readonly codes: readonly string[];
  /** HTTP status of the answer, where there was one. */
  readonly status: number | undefined;
}

/** Causes can be cyclic, and a deep chain says nothing more. */
const MAX_CAUSES = 5;

/** Longer than any class name or code: text of this length is a message in disguise. */
const MAX_WORD_LENGTH = 64;

/** Reads an error of any client. Errors may be anything: strings, proxies, objects with getters. */
export function inspectError(error: unknown): ErrorTraits {
  const names: string[] = [];
  const codes: string[] = [];
  let status: number | undefined;
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && isObject(current); depth++) {
    names.push(...words(read(read(current, "constructor"), "name"), read(current, "name")));
    codes.push(...words(read(current, "code"), read(current, "type"), read(current, "__type")));
    status ??= statusOf(current);
    const body = read(current, "error");
    codes.push(...words(read(body, "code"), read(body, "type")));
    codes.push(...words(read(read(body, "error"), "code"), read(read(body, "error"), "type")));
    current = read(current, "cause");
  }
  return { names, codes, status };
}

/** AWS puts the status into `$metadata`, the AI SDK calls it `statusCode`. */
function statusOf(error: unknown): number | undefined {
  const candidates = [
    read(error, "status"),
    read(error, "statusCode"),
    read(read(error, "$metadata"), "httpStatusCode"),
    read(read(error, "response"), "status"),
  ];
  return candidates.find(
    (value): value is number =>
      Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600,
  );
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

const WORD = /^[A-Za-z][A-Za-z0-9_.$-]*$/;

function words(...values: readonly unknown[]): string[] {
  return values.filter(
    (value): value is string =>
      typeof value === "string" && value.length <= MAX_WORD_LENGTH && WORD.test(value),
  );
}
