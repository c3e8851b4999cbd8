import type { IPostProcessor, IResolvable, IResolveContext } from "cdktf";

/**
 * Wraps a value without tokens for CDKTF to write as it stands.
 *
 * CDKTF searches the whole configuration for tokens three times, and the search is half of the time of
 * a synthesis. It does not search what a token's post-processor returns. The first search throws its
 * result away; each of the other two takes off one layer.
 */
export function unsearched(value: unknown): IResolvable {
  return new Layer(new Layer(value));
}

class Layer implements IResolvable, IPostProcessor {
  readonly creationStack = [];

  constructor(private readonly value: unknown) {}

  resolve(context: IResolveContext): undefined {
    context.registerPostProcessor(this);
  }

  postProcess(): unknown {
    return this.value;
  }
}
