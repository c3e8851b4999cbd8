import { observeResult, readResponse } from "../providers";
import type { ResponseFacts, ResponseReader } from "../providers";
import { countsAlone } from "../providers/counts-alone";
import { added, greatest, own, shape } from "../providers/reading/values";

/** The answers of a runner that calls the model several times and yields each, whole or as a stream. */
export class Turns {
  /** The turns are streams themselves, so a turn's arrival is no first token. */
  areStreams = false;
  private sum: ResponseFacts | undefined;
  /** Of events that no reader knows: whether they are turns is not known either, so they are running totals. */
  private counted: ResponseFacts | undefined;
  private open = 0;
  private onDone: (() => void) | undefined;

  /** Takes one turn; `false` where no reader knows it. */
  read(turn: unknown, call: { onFirstToken(): void }, readers: readonly ResponseReader[]): boolean {
    const end = (facts: ResponseFacts) => {
      this.add(facts);
      this.open--;
      if (this.open === 0) this.onDone?.();
    };
    const observer = {
      onFirstToken: () => call.onFirstToken(),
      onEnd: end,
      onError: (_error: unknown, facts: ResponseFacts) => end(facts),
    };
    if (observeResult(turn, observer, readers)) {
      this.areStreams = true;
      this.open++;
      return true;
    }
    const found = readResponse(turn, readers);
    if (found !== undefined) {
      this.add(found);
      return true;
    }
    const given = shape(turn);
    const counts = countsAlone(given) ?? countsAlone(given && own(given, "data"));
    if (counts !== undefined) this.counted = greatest(this.counted ?? {}, counts);
    return counts !== undefined;
  }

  /** Whether what came are turns, and not the events of a stream. */
  get areTurns(): boolean {
    return this.areStreams || this.sum !== undefined;
  }

  facts(): ResponseFacts | undefined {
    return this.sum ?? this.counted;
  }

  whenDone(then: () => void): void {
    if (this.open === 0) then();
    else this.onDone = then;
  }

  private add(facts: ResponseFacts): void {
    this.sum = this.sum === undefined ? facts : added(this.sum, facts);
  }
}
