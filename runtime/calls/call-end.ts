import type { DescribedError } from "../errors/describe";
import type { StreamEnd } from "../providers";

/** How a call came to its end. */
export interface CallEnd {
  readonly how?: StreamEnd;
  readonly error?: unknown;
  readonly described?: DescribedError;
  readonly isUnread?: boolean;
  /** @default now */
  readonly endedAt?: number;
}

/** Of an error that could not be described. */
export const UNDESCRIBED: DescribedError = { errorType: "other", tags: { error: 1 } };

/** Of a call that nothing was ever heard of. */
export const TIMED_OUT: DescribedError = {
  errorType: "timeout",
  tags: { error: 1, "error.type": "Abandoned", "error.message": "No answer came." },
};
