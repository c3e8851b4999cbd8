/** One kind of calls: what is the same on all of them. */
export interface CallKind {
  /** Product surface. */
  readonly feature: string;
  /** Name of the prompt. */
  readonly prompt: string;
  /** Version of the prompt. */
  readonly version: string;
  /** Who is called. */
  readonly provider: string;
  /** As requested from the provider. */
  readonly model: string;
}
