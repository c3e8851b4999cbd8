import { MalformedInputError } from "./malformed";

/** Binary data is no record: listing the "entries" of megabytes of it would cost gigabytes. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  return !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** @throws MalformedInputError unless it is an array, or absent, which is an empty one. */
export function readArray(field: string, value: unknown): readonly unknown[] {
  if (isAbsent(value)) return [];
  return Array.isArray(value) ? value : refuse(field, "an array");
}

export function readText(field: string, value: unknown): string {
  if (isAbsent(value)) return "";
  return typeof value === "string" ? value : refuse(field, "text");
}

export function readNumber(field: string, value: unknown): number {
  if (isAbsent(value)) return 0;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" ? value : refuse(field, "a number");
}

/** Whole numbers come as msgpack integers of any width, and as floats where a tracer divided. */
export function readInteger(field: string, value: unknown): bigint {
  if (isAbsent(value)) return 0n;
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isFinite(value)) return BigInt(Math.trunc(value));
  return refuse(field, "an integer");
}

export function readTextRecord(field: string, value: unknown): Record<string, string> {
  return readRecord(field, value, readText);
}

export function readNumberRecord(field: string, value: unknown): Record<string, number> {
  return readRecord(field, value, readNumber);
}

function readRecord<T>(
  field: string,
  value: unknown,
  readValue: (field: string, value: unknown) => T,
): Record<string, T> {
  if (isAbsent(value)) return {};
  if (!isRecord(value)) return refuse(field, "a map");
  // Not by assignment: a key may be `__proto__`.
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, readValue(`${field}.${key}`, held)]),
  );
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function refuse(field: string, wanted: string): never {
  throw new MalformedInputError("invalid_trace_payload", `${field} is not ${wanted}.`);
}
