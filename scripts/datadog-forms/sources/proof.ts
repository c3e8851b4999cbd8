import type { FormKind } from "../find-forms";

/** Where a form is proved, or what we concluded it from. */
export interface Proof {
  /** Public pages, tests of the provider or public configurations; none where it is inferred. */
  readonly sources: readonly string[];
  /** What each source shows, where none shows the whole form. */
  readonly together?: string;
  /** Why it should work all the same, and what depends on it. */
  readonly inferred?: string;
}

export const DOCS = "https://docs.datadoghq.com";
const PROVIDER = "https://github.com/DataDog/terraform-provider-datadog/blob/v3.82.0";

export const doc = (path: string): Proof => ({ sources: [`${DOCS}/${path}`] });
export const provider = (path: string): Proof => ({ sources: [`${PROVIDER}/${path}`] });

/** No source shows the whole form; each shows a part, and together they show all of it. */
export function together(explanation: string, ...proofs: readonly Proof[]): Proof {
  return { sources: proofs.flatMap(({ sources }) => sources), together: explanation };
}

/** Every one of the forms by the same proof. */
export function all(proof: Proof, forms: readonly string[]): Readonly<Record<string, Proof>> {
  return Object.fromEntries(forms.map((form) => [form, proof]));
}

/** Forms of some kinds, and the proof of each. */
export type FormsOf<K extends FormKind> = Readonly<Record<K, Readonly<Record<string, Proof>>>>;
