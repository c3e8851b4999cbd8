import type { State } from "../../../support/datadog-server/state";

/** One thing that is wrong, and what the doctor has to say of it. */
export interface FaultCase {
  readonly fault: string;
  readonly break: (state: State) => void;
  readonly found: RegExp;
  readonly cure: RegExp;
  /** What follows from it, and is told as well. */
  readonly also?: readonly string[];
  /** What the user has, where it is not what Datadog knows. */
  readonly keys?: {
    readonly apiKey?: string;
    readonly appKey?: string;
    readonly site?: "datadoghq.com";
  };
}
