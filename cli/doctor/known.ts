import type { Answer } from "../datadog/datadog-api";

/** Why something is not known. */
export interface Unknown {
  readonly known: false;
  readonly why: string;
  /** The permission without which Datadog does not say it. */
  readonly permission?: string;
}

/** What Datadog said, or why it did not. */
export type Known<T> = { readonly known: true; readonly value: T } | Unknown;

/** Reads an answer; Datadog's documentation says which shape its body has. */
export function known<T>(answer: Answer, permission: string): Known<T> {
  switch (answer.kind) {
    case "ok":
      return { known: true, value: answer.body as T };
    case "forbidden":
      return { known: false, why: `the keys lack the permission ${permission}`, permission };
    case "absent":
      return { known: false, why: "this site does not offer the question (404)" };
    default:
      return { known: false, why: answer.why };
  }
}

/** The values of several answers, or why the first that is missing is not known. */
export function allKnown<T>(answers: readonly Known<T>[]): Known<readonly T[]> {
  const values: T[] = [];
  for (const answer of answers) {
    if (!answer.known) return answer;
    values.push(answer.value);
  }
  return { known: true, value: values };
}

/** What is made of an answer, where there is one. */
export function mapped<T, R>(answer: Known<T>, map: (value: T) => R): Known<R> {
  return answer.known ? { known: true, value: map(answer.value) } : answer;
}
