import { readResponse, type ResponseFacts } from "../../../../runtime/providers";

export type Answer = [what: string, answer: unknown, facts: ResponseFacts];

/**
 * An answer of each format with every field that is read, each with a value of its own, and all of its
 * facts: a field that is read from the wrong place, or no more, shows here.
 */
export function readsWholly(answers: readonly Answer[]): void {
  it.each(answers)("reads every fact of %s", (_what, answer, facts) => {
    expect(readResponse(answer)).toEqual(facts);
  });
}

/** Bytes of JSON, as Bedrock's client hands out a body. */
export const bytes = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
