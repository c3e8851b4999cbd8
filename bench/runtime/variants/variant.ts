/** One way to instrument a model call. */
export interface Variant {
  readonly name: string;
  /** One call, to its end. */
  readonly call: () => Promise<unknown>;
  /** Sends what the calls left, so that each variant pays for its own sending. */
  readonly flush: () => Promise<void>;
}
