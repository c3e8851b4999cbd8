import type { IPostProcessor, IResolvable, IResolveContext } from "../cdktf";

/**
 * A value without tokens, which CDKTF takes as it stands.
 *
 * CDKTF searches the whole configuration for tokens three times, and the search is half of the time of
 * a synthesis. It does not search what a token's post-processor returns, so a value inside of this token
 * is passed over by one search; the preparing search keeps nothing, and needs no value at all.
 */
export class Unsearched implements IResolvable, IPostProcessor {
  readonly creationStack = [];

  constructor(private readonly value: unknown) {}

  resolve(context: IResolveContext): undefined {
    if (!context.preparing) context.registerPostProcessor(this);
  }

  postProcess(): unknown {
    return this.value;
  }
}
